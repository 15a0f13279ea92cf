/** Measurements beside the peers. */
package io.github.loghail.benchmarks;
