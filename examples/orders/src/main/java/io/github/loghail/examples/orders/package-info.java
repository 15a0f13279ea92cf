/** A shop that takes orders, and logs as services do: SLF4J on Logback, sent by Loghail. */
package io.github.loghail.examples.orders;
