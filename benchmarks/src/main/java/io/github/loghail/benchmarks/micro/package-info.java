/** Micro-benchmarks, by JMH. */
package io.github.loghail.benchmarks.micro;
