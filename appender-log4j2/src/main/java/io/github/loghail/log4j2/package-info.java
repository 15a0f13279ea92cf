/** The Log4j2 appender. */
package io.github.loghail.log4j2;
