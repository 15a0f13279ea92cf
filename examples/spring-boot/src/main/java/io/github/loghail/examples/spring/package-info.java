/** A Spring Boot application that logs to Loghail, beside its console. */
package io.github.loghail.examples.spring;
