/**
 * The client engine: packs events into a fixed ring of packets and sends them from one daemon
 * thread. The appenders are its users; applications meet only those.
 *
 * <p>{@link io.github.loghail.sender.SenderSettings} turns what a user configured into a {@link
 * io.github.loghail.sender.SenderConfig}, and {@link io.github.loghail.sender.Sender} runs by it.
 * Tests point them all at a receiver of their own by a {@link io.github.loghail.sender.Redirect}.
 */
package io.github.loghail.sender;
