/** What the tests of the sender and of the appenders have in common. */
package io.github.loghail.testing;
