/**
 * The receiver: a select loop that drains the socket, sessions that put packets in order, and sinks
 * that show what came.
 *
 * <p>A program that embeds it needs {@link io.github.loghail.receiver.Receiver}, which gives {@link
 * io.github.loghail.receiver.LogEvent}s and their {@link io.github.loghail.receiver.LogException}s.
 * {@link io.github.loghail.receiver.Main} is the {@code loghail} command; it alone needs picocli
 * and JLine.
 */
package io.github.loghail.receiver;
