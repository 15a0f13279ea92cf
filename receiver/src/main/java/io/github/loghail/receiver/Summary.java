package io.github.loghail.receiver;

import io.github.loghail.receiver.foreign.Format;
import io.github.loghail.receiver.foreign.FormatCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was received, said at the end. */
final class Summary {

  private Summary() {}

  /** All that came was shown. */
  static void print(ReceiverStats stats, Console console) {
    print(stats, "shown", console);
  }

  /** A filter may have hidden some: then it is counted what came, and said how much was shown. */
  static void print(ReceiverStats stats, FilterSink filter, Console console) {
    if (filter.hidden() == 0 && filter.shown() == stats.shown()) {
      print(stats, console);
      return;
    }
    print(stats, "events", console);
    console.say(filter.summary());
  }

  private static void print(ReceiverStats stats, String events, Console console) {
    StringBuilder total = new StringBuilder();
    add(total, "datagrams received", stats.datagrams());
    add(total, events, stats.shown());
    add(total, "lost", stats.lost());
    add(total, "dropped by senders", stats.dropped());
    add(total, "malformed", stats.unreadableDatagrams() + stats.formats().unreadable());
    addIfAny(total, "refused", stats.refusedDatagrams());
    add(total, "repaired packets", stats.repairedPackets());
    stats.kernelDrops().ifPresent(drops -> add(total, "dropped by the kernel", drops));
    add(total, "socket buffer (KiB)", stats.receiveBufferBytes() >> 10);
    console.say(total.toString());
    formats(stats.formats(), console);
    int width = stats.services().stream().mapToInt(each -> each.name().length()).max().orElse(0);
    for (ReceiverStats.Service each : stats.services()) {
      service(each, events, Math.min(width, 40), console);
    }
  }

  /** Where there was more than ours and texts. */
  private static void formats(ReceiverStats.Formats formats, Console console) {
    boolean isUsual =
        formats.oursRefused() == 0
            && formats.others().stream()
                .allMatch(each -> each.format() == Format.TEXT && each.refused() == 0);
    if (isUsual) {
      return;
    }
    List<String> each = new ArrayList<>();
    if (formats.ours() > 0 || formats.oursRefused() > 0) {
      each.add(format(Accepted.OURS, formats.ours(), 0, 0, formats.oursRefused()));
    }
    for (FormatCounts one : formats.others()) {
      String name = one.format().text();
      each.add(format(name, one.events(), one.datagrams(), one.unreadable(), one.refused()));
    }
    console.say("by format: " + String.join("; ", each));
  }

  /** The datagrams where they are not one for each event. */
  private static String format(
      String name, long events, long datagrams, long unreadable, long refused) {
    StringBuilder line = new StringBuilder();
    add(line, name, events);
    if (datagrams > 0 && datagrams != events + unreadable + refused) {
      line.append(String.format(Locale.ROOT, " in %,d datagrams", datagrams));
    }
    addIfAny(line, "malformed", unreadable);
    addIfAny(line, "not accepted", refused);
    return line.toString();
  }

  private static void service(
      ReceiverStats.Service service, String events, int width, Console console) {
    StringBuilder line = new StringBuilder();
    add(line, events, service.events() + service.bare());
    addIfAny(line, "lost", service.lost());
    addIfAny(line, "dropped", service.dropped());
    addIfAny(line, "malformed", service.unreadable());
    console.say(
        String.format(
            "  %-" + Math.max(1, width) + "s  %s", Escaper.visible(service.name()), line));
  }

  private static void addIfAny(StringBuilder line, String what, long count) {
    if (count > 0) {
      add(line, what, count);
    }
  }

  private static void add(StringBuilder line, String what, long count) {
    line.append(line.length() == 0 ? "" : ", ");
    line.append(what).append(String.format(Locale.ROOT, " %,d", count));
  }
}
