package io.github.loghail.receiver;

import io.github.loghail.receiver.foreign.Findings;
import io.github.loghail.receiver.foreign.Foreign;
import io.github.loghail.receiver.foreign.FormatCounts;
import io.github.loghail.receiver.foreign.Origin;
import io.github.loghail.wire.Event;
import io.github.loghail.wire.Resource;
import io.github.loghail.wire.Utf8;
import java.net.InetSocketAddress;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Makes entries of the datagrams that are not ours. This is done behind the loop, which has to be
 * back at the socket: nobody sends these again. The pipeline's thread alone; the counts are for
 * any.
 */
final class Strangers {

  private final Foreign foreign;
  private final Sources sources = new Sources();
  private final UnreadableNotices notices = new UnreadableNotices();
  private List<Entry> out;
  private boolean hasBegun;
  private long beganNanos;
  private long nanos;

  Strangers(Accepted accepted, ZoneId zone, Consumer<String> warnings) {
    foreign = new Foreign(accepted.others(), zone, new Found(), warnings);
  }

  /**
   * Reads the bare datagrams among some entries.
   *
   * @param entries as the loop hands them over
   * @param now by the pipeline's clock
   * @return the same list where there are none, else another
   */
  List<Entry> read(List<Entry> entries, long now) {
    out = null;
    beganNanos = hasBegun ? beganNanos : now; // its clock may begin anywhere
    hasBegun = true;
    nanos = now;
    for (int i = 0, count = entries.size(); i < count; i++) {
      Entry entry = entries.get(i);
      if (entry instanceof Entry.Bare bare) {
        out = out == null ? new ArrayList<>(entries.subList(0, i)) : out;
        sources.heard(bare.source());
        Utf8 bytes = bare.text(); // the whole datagram
        foreign.take(
            bytes.bytes(), bytes.length(), bare.source().address(), bare.epochNanos(), now);
      } else if (out != null) {
        out.add(entry);
      }
    }
    return out == null ? entries : out;
  }

  /** What has waited long enough; at the end, with {@link Foreign#NEVER}, everything. */
  List<Entry> due(long now) {
    if (foreign.deadline() > now) {
      return List.of();
    }
    out = new ArrayList<>();
    nanos = Math.min(now, foreign.deadline()); // at the end the clock says nothing
    foreign.poll(now);
    return out;
  }

  /** When something is due. */
  long deadline() {
    return foreign.deadline();
  }

  List<FormatCounts> counts() {
    return foreign.counts();
  }

  private final class Found implements Findings {

    @Override
    public void event(Origin origin, Event event) {
      out.add(new Entry.Logged(sources.of(origin), event));
    }

    @Override
    public void text(InetSocketAddress from, long epochNanos, Utf8 text) {
      out.add(new Entry.Bare(sources.of(from), epochNanos, text));
    }

    @Override
    public void unreadable(InetSocketAddress from, long epochNanos, int bytes, String reason) {
      String text = notices.text(reason, false, nanos - beganNanos);
      if (text != null) {
        out.add(new Entry.Unreadable(sources.of(from), epochNanos, bytes, text));
      }
    }
  }

  /** One source for all entries of an origin, as sinks go by identity; the latest are kept. */
  private static final class Sources {

    private final Map<Object, Source> known =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Object, Source> eldest) {
            return size() > Limits.BARE_SOURCES;
          }
        };

    /** What the loop has for an address is what is shown of it. */
    void heard(Source bare) {
      known.put(bare.address(), bare);
    }

    Source of(InetSocketAddress from) {
      return known.computeIfAbsent(from, address -> new Source(Source.text(from), from, 0, null));
    }

    Source of(Origin origin) {
      return known.computeIfAbsent(origin, key -> source(origin));
    }

    private static Source source(Origin origin) {
      String service =
          origin.service() == null || origin.service().isBlank()
              ? Source.text(origin.from())
              : origin.service();
      Resource resource =
          new Resource(service, origin.host(), origin.processId(), origin.format().text(), 0);
      return new Source(service, origin.from(), 0, resource);
    }
  }
}
