/**
 * The Log4j2 appender. {@link io.github.loghail.log4j2.LoghailAppender} and its builder are all
 * that an application needs; a configuration file calls it {@code <Loghail/>}.
 */
package io.github.loghail.log4j2;
