/**
 * The Loghail wire format, version 1, in both directions: the only thing that sender and receiver
 * share. {@code docs/PROTOCOL.md} is normative; this package is its implementation.
 *
 * <p>Writing: an {@link io.github.loghail.wire.EventEncoder} turns one log event into bytes outside
 * any lock, a {@link io.github.loghail.wire.PacketWriter} packs such events into datagrams, and
 * {@link io.github.loghail.wire.ControlWriter} writes the small datagrams of both directions.
 * Reading: {@link io.github.loghail.wire.Decoder} answers every datagram, hostile ones included,
 * with a {@link io.github.loghail.wire.Datagram}.
 */
package io.github.loghail.wire;
