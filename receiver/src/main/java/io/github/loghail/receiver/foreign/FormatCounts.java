package io.github.loghail.receiver.foreign;

/**
 * What came of one format.
 *
 * @param format which
 * @param datagrams received
 * @param events they held; for text, the datagrams shown
 * @param unreadable how many could not be read
 * @param refused datagrams that {@code --accept} leaves out
 */
public record FormatCounts(
    Format format, long datagrams, long events, long unreadable, long refused) {}
