package io.github.loghail.receiver.foreign;

import java.net.InetSocketAddress;

/**
 * Who logged an event.
 *
 * @param service the format's own name for it, or null where it has none
 * @param host the name of its machine, or empty
 * @param processId 0 where it does not say
 * @param format it spoke
 * @param from where it was sent from
 */
public record Origin(
    String service, String host, long processId, Format format, InetSocketAddress from) {}
