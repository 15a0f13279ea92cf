package io.github.loghail.sender;

import io.github.loghail.wire.Seal;

/**
 * What a sender runs by; {@link SenderSettings} makes it, and has the defaults.
 *
 * @param host name or address of the receiver; resolved by the sender's thread
 * @param port UDP port of the receiver, 1 to 65,535
 * @param service name of the service
 * @param format what is spoken
 * @param framework name of the logging framework, in lower case
 * @param ringBytes memory for packets, sent and unsent
 * @param maxPacketBytes largest datagram, 0 to choose by the route
 * @param maxEventBytes larger events are shortened
 * @param lingerNanos how long events below WARN may gather in a packet
 * @param overflow what happens when the ring is full
 * @param blockTimeoutNanos how long a caller waits at most with {@link Overflow#BLOCK}
 * @param stopTimeoutNanos how long stopping may take to send what is left
 * @param feedback whether answers of the receiver are used
 * @param secretFile the file with the secret that all is sealed with, read by the sender's thread;
 *     null to send in the clear
 */
public record SenderConfig(
    String host,
    int port,
    String service,
    String framework,
    Format format,
    int ringBytes,
    int maxPacketBytes,
    int maxEventBytes,
    long lingerNanos,
    Overflow overflow,
    long blockTimeoutNanos,
    long stopTimeoutNanos,
    boolean feedback,
    String secretFile) {

  /** By how much a packet grows before it leaves. */
  int sealBytes() {
    return secretFile == null ? 0 : Seal.TAG_BYTES;
  }
}
