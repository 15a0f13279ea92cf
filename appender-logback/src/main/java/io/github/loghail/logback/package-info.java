/**
 * The Logback appender. {@link io.github.loghail.logback.LoghailAppender} is all that an
 * application needs; {@code <include resource="io/github/loghail/logback/spring.xml"/>} configures
 * it in a Spring Boot application.
 */
package io.github.loghail.logback;
