package io.github.loghail.receiver.foreign;

import io.github.loghail.wire.Event;
import io.github.loghail.wire.Utf8;
import java.net.InetSocketAddress;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Finds out what datagrams are that are not ours, and reads them. One thread; the {@link #counts}
 * are for any.
 */
public final class Foreign {

  /** No deadline. */
  public static final long NEVER = Reader.NEVER;

  private static final int MAX_EXCERPT_BYTES = 80;

  private static final class Row {
    final AtomicLong datagrams = new AtomicLong();
    final AtomicLong events = new AtomicLong();
    final AtomicLong unreadable = new AtomicLong();
    final AtomicLong refused = new AtomicLong();
  }

  private final Set<Format> accepted;
  private final Findings findings;
  private final Consumer<String> warnings;
  private final Map<Format, Reader> readers = new EnumMap<>(Format.class);
  private final Map<Format, Row> rows = new EnumMap<>(Format.class);
  private final Map<Format, Output> outputs = new EnumMap<>(Format.class);
  private final EventWriter events = new EventWriter();

  /**
   * Makes one.
   *
   * @param accepted what is read; the rest is counted
   * @param zone of times that do not say theirs
   * @param findings takes what was read
   * @param warnings takes lines for people, without an end
   */
  public Foreign(Set<Format> accepted, ZoneId zone, Findings findings, Consumer<String> warnings) {
    this.accepted = accepted.isEmpty() ? EnumSet.noneOf(Format.class) : EnumSet.copyOf(accepted);
    this.findings = findings;
    this.warnings = warnings;
    Settings settings = new Settings(zone);
    for (Format format : Format.values()) {
      if (!format.needsJackson() || hasJackson()) {
        readers.put(format, format.reader(settings));
        outputs.put(format, new Counted(format));
      }
      rows.put(format, new Row());
    }
  }

  /** Whether the parser is there: it need not be where a receiver is embedded. */
  private static boolean hasJackson() {
    return Foreign.class.getClassLoader().getResource("tools/jackson/core/JsonParser.class")
        != null;
  }

  /**
   * Takes a datagram.
   *
   * @param datagram its bytes, from index 0, not to be changed any more
   * @param length how many there are
   * @param from who sent it
   * @param epochNanos when it came, nanoseconds since the epoch
   * @param now the same by a clock that only goes forward
   */
  public void take(byte[] datagram, int length, InetSocketAddress from, long epochNanos, long now) {
    Received received = new Received(datagram, length, from, epochNanos, now);
    for (Map.Entry<Format, Reader> each : readers.entrySet()) {
      if (each.getValue().recognises(received)) {
        take(each.getKey(), each.getValue(), received);
        return;
      }
    }
  }

  private void take(Format format, Reader reader, Received datagram) {
    Row row = rows.get(format);
    add(row.datagrams, 1);
    if (!accepted.contains(format)) {
      refuse(format, row);
      return;
    }
    try {
      reader.read(datagram, outputs.get(format));
    } catch (UnreadableException e) {
      unreadable(format, e.getMessage() + excerpt(datagram), datagram.length(), datagram);
    } catch (RuntimeException | StackOverflowError e) {
      unreadable(format, "the receiver failed on it: " + e, datagram.length(), datagram);
    }
  }

  private void refuse(Format format, Row row) {
    add(row.refused, 1);
    if (row.refused.getPlain() == 1) {
      warnings.accept(
          "there are datagrams of "
              + format.text()
              + ", which --accept leaves out: they are counted");
    }
  }

  /** Of what is text, how it begins. */
  private static String excerpt(Received datagram) {
    if (datagram.isBinary()) {
      return "";
    }
    int length = Math.min(datagram.trimmedLength(), MAX_EXCERPT_BYTES);
    while (length < datagram.length() && (datagram.at(length) & 0xC0) == 0x80) {
      length--; // whole characters
    }
    String end = length < datagram.trimmedLength() ? " …" : "";
    return ": " + Texts.of(datagram.bytes(), 0, length).replace('\n', ' ') + end;
  }

  private void unreadable(Format format, String reason, int bytes, Received datagram) {
    add(rows.get(format).unreadable, 1);
    findings.unreadable(
        datagram.from(), datagram.epochNanos(), bytes, format.text() + ": " + reason);
  }

  /**
   * When {@link #poll} has something to do.
   *
   * @return by the clock of {@link #take}; {@link #NEVER} for never
   */
  public long deadline() {
    long deadline = NEVER;
    for (Reader each : readers.values()) {
      deadline = Math.min(deadline, each.deadline());
    }
    return deadline;
  }

  /**
   * Ends what has waited long enough.
   *
   * @param now by the clock of {@link #take}; {@link #NEVER} to end everything
   */
  public void poll(long now) {
    readers.forEach((format, reader) -> reader.poll(now, outputs.get(format)));
  }

  /**
   * What came of each format.
   *
   * @return those of which anything came
   */
  public List<FormatCounts> counts() {
    List<FormatCounts> counts = new ArrayList<>();
    rows.forEach(
        (format, row) -> {
          if (row.datagrams.get() > 0) {
            counts.add(
                new FormatCounts(
                    format,
                    row.datagrams.get(),
                    row.events.get(),
                    row.unreadable.get(),
                    row.refused.get()));
          }
        });
    return counts;
  }

  /** One thread writes: it needs no atomic addition, only that others see it some time. */
  private static void add(AtomicLong counter, long more) {
    counter.lazySet(counter.getPlain() + more);
  }

  /** Counts what a reader finds. */
  private final class Counted implements Output {

    private final Format format;

    Counted(Format format) {
      this.format = format;
    }

    @Override
    public void event(Draft draft, Received datagram) {
      Event event = events.write(draft);
      add(rows.get(format).events, 1);
      findings.event(
          new Origin(draft.service, draft.host, draft.processId, format, datagram.from()), event);
    }

    @Override
    public void text(Utf8 text, Received datagram) {
      add(rows.get(format).events, 1);
      findings.text(datagram.from(), datagram.epochNanos(), text);
    }

    @Override
    public void unreadable(String reason, int bytes, Received datagram) {
      Foreign.this.unreadable(format, reason, bytes, datagram);
    }
  }
}
