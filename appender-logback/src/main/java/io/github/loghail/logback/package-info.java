/** The Logback appender. */
package io.github.loghail.logback;
