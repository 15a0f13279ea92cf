/** A service that takes payments, and logs as services do: Log4j2, sent by Loghail. */
package io.github.loghail.examples.payments;
