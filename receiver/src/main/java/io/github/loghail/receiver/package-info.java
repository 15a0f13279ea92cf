/**
 * The receiver: a select loop that drains the socket, sessions that put packets in order, and sinks
 * that print.
 */
package io.github.loghail.receiver;
