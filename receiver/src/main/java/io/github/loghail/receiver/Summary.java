package io.github.loghail.receiver;

import java.util.Locale;

/** What was received, said at the end. */
final class Summary {

  private Summary() {}

  static void print(ReceiverStats stats, Console console) {
    StringBuilder total = new StringBuilder();
    add(total, "datagrams received", stats.datagrams());
    add(total, "shown", stats.shown());
    add(total, "lost", stats.lost());
    add(total, "dropped by senders", stats.dropped());
    add(total, "malformed", stats.unreadableDatagrams());
    add(total, "repaired packets", stats.repairedPackets());
    stats.kernelDrops().ifPresent(drops -> add(total, "dropped by the kernel", drops));
    add(total, "socket buffer (KiB)", stats.receiveBufferBytes() >> 10);
    console.say(total.toString());
    int width = stats.services().stream().mapToInt(each -> each.name().length()).max().orElse(0);
    for (ReceiverStats.Service each : stats.services()) {
      service(each, Math.min(width, 40), console);
    }
  }

  private static void service(ReceiverStats.Service service, int width, Console console) {
    StringBuilder line = new StringBuilder();
    add(line, "shown", service.events() + service.bare());
    addIfAny(line, "lost", service.lost());
    addIfAny(line, "dropped", service.dropped());
    addIfAny(line, "malformed", service.unreadable());
    console.say(
        String.format("  %-" + Math.max(1, width) + "s  %s", visible(service.name()), line));
  }

  /** The name came over the network. */
  private static String visible(String name) {
    LineBuffer line = new LineBuffer();
    Escaper.text(io.github.loghail.wire.Utf8.of(name), line);
    return line.toString();
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
