/** The receiver and two services that log to it, started and ended together. */
package io.github.loghail.examples.demo;
