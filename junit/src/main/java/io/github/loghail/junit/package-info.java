/**
 * What a test logs, to assert on, and printed when the test fails. {@link
 * io.github.loghail.junit.LoghailExtension} is registered, {@link
 * io.github.loghail.junit.LoggedEvents} is what a test is given.
 */
package io.github.loghail.junit;
