package io.github.loghail.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The promise of nothing lost, put to the test with real processes: each case breaks something, and
 * counts afterwards what became of every event. Prints a table as it goes.
 */
final class Faults {

  private static final String SMALL_BUFFER = "212992";

  /**
   * What came of one case; {@code isAsPromised} beyond the sum.
   *
   * @param logged events given to the appenders
   * @param delivered events in the receiver's output, each once
   * @param repaired packets that came after they were asked for again
   * @param lost events that the receiver says are lost
   * @param dropped events that the senders say they dropped
   * @param gone events abandoned or expired at the senders, as they say
   * @param doubled events in the output more than once
   * @param isAsPromised whether this case's own promise was kept
   * @param note what else is worth saying
   */
  record Outcome(
      long logged,
      long delivered,
      long repaired,
      long lost,
      long dropped,
      long gone,
      long doubled,
      boolean isAsPromised,
      String note) {

    boolean isSum() {
      return logged == delivered + lost + dropped + gone;
    }

    boolean holds() {
      return isSum() && isAsPromised;
    }
  }

  /** One case; it answers null where this machine does not allow it. */
  interface Case {
    Outcome run(Lab lab) throws IOException;
  }

  private record Named(String name, Case run) {}

  private final List<Named> cases = new ArrayList<>();

  Faults(long floodEvents) {
    for (String framework : List.of("logback", "log4j2")) {
      for (int threads : new int[] {1, 4}) {
        String load = framework + ", " + threads + (threads == 1 ? " thread" : " threads");
        add(
            "flood, block, " + load,
            lab -> flood(lab, framework, floodEvents, threads, "block", null));
        add(
            "flood, block, 208 KiB buffer, " + load,
            lab -> flood(lab, framework, floodEvents, threads, "block", SMALL_BUFFER));
        add(
            "flood, drop, " + load,
            lab -> flood(lab, framework, floodEvents, threads, "drop", null));
      }
    }
    for (double loss : new double[] {0.01, 0.05, 0.20}) {
      String percent = String.format(Locale.ROOT, "%.0f %%", 100 * loss);
      add(
          "relay loses " + percent + ", doubles 2 %, reorders 5 %, damages 1 %",
          lab -> relay(lab, new Relay.Faults(loss, 0.02, 0.05, 0.01, 0)));
      add(
          "sealed, relay loses " + percent + ", doubles 2 %, reorders 5 %, damages 1 %",
          lab -> relay(lab.sealed(), new Relay.Faults(loss, 0.02, 0.05, 0.01, 0)));
    }
    for (String framework : List.of("logback", "log4j2")) {
      add(
          "sealed, flood, block, " + framework + ", 1 thread",
          lab -> flood(lab.sealed(), framework, floodEvents, 1, "block", null));
      add(
          "sealed, receiver killed, another 3 s later, " + framework,
          lab -> receiverKilled(lab.sealed(), framework));
    }
    add("sealed, receiver 10 s after the application", lab -> lateReceiver(lab.sealed()));
    add("receiver killed, another 3 s later", lab -> receiverKilled(lab, "logback"));
    add("receiver 10 s after the application", Faults::lateReceiver);
    add("receiver stopped for 5 s, ring large enough", lab -> receiverStopped(lab, "64MB"));
    add("receiver stopped for 5 s, ring too small", lab -> receiverStopped(lab, "4MB"));
    add("terminal blocked for 60 s at 5,000/s", Faults::terminalBlocked);
    add("application killed in mid burst", Faults::applicationKilled);
    add("two hosts, MTU 1,500, 40 ms and 2 % loss each way", Faults::twoHosts);
    add("100 applications at 500/s for 60 s", lab -> manyApplications(lab, 100, 500, 60));
  }

  private void add(String name, Case run) {
    cases.add(new Named(name, run));
  }

  /** Runs the cases whose name holds {@code filter}; whether all held. */
  boolean run(String filter) throws IOException {
    System.out.println(
        "| fault | logged | delivered | repaired packets | lost | dropped | gone | doubled | holds"
            + " | note |");
    System.out.println("|---|--:|--:|--:|--:|--:|--:|--:|---|---|");
    boolean all = true;
    Lab lab = new Lab();
    for (Named each : cases) {
      if (each.name.contains(filter)) {
        Outcome outcome = each.run.run(lab);
        if (outcome == null) {
          System.out.println("| " + each.name + " | | | | | | | | skipped | not allowed here |");
          continue;
        }
        all &= outcome.holds();
        print(each.name, outcome);
        lab.clean();
      }
    }
    return all;
  }

  private static void print(String name, Outcome outcome) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %,d | %,d | %,d | %,d | %,d | %,d | %,d | %s | %s |%n",
        name,
        outcome.logged,
        outcome.delivered,
        outcome.repaired,
        outcome.lost,
        outcome.dropped,
        outcome.gone,
        outcome.doubled,
        outcome.holds() ? "yes" : outcome.isSum() ? "NO" : "NO, the sum is wrong",
        outcome.note);
  }

  private static Outcome flood(
      Lab lab, String framework, long events, int threads, String overflow, String buffer)
      throws IOException {
    int port = Lab.freePort();
    String[] options = buffer == null ? new String[0] : new String[] {"--buffer", buffer};
    try (ChildProcess receiver = lab.receiver(port, options)) {
      String load = "load " + framework + " " + events + " " + threads + " 0";
      ChildProcess app =
          lab.app(load, port, "overflow=" + overflow, "blockTimeout=60s", "stopTimeout=30s");
      app.await(300);
      Tally tally = finish(receiver);
      double rate = events / app.values().get("seconds");
      boolean isComplete =
          overflow.equals("drop")
              ? tally.notices("lost") == 0
              : tally.delivered() == events && tally.notices("lost") == 0;
      return outcome(
          app.values(),
          tally,
          receiver,
          isComplete && tally.doubled() == 0 && tally.outOfOrder() == 0,
          String.format(Locale.ROOT, "%,.0f events/s", rate));
    }
  }

  private static Outcome relay(Lab lab, Relay.Faults faults) throws IOException {
    int port = Lab.freePort();
    try (ChildProcess receiver = lab.receiver(port);
        Relay relay = Relay.onLoopback(port, faults, 42)) {
      ChildProcess app =
          lab.app("load logback 200000 1 20000", relay.port(), "stopTimeout=30s").await(120);
      Tally tally = finish(receiver);
      return outcome(
          app.values(),
          tally,
          receiver,
          tally.delivered() == 200_000
              && tally.notices("lost") == 0
              && tally.doubled() == 0
              && tally.outOfOrder() == 0,
          "");
    }
  }

  private static Outcome receiverKilled(Lab lab, String framework) throws IOException {
    int port = Lab.freePort();
    ChildProcess first = lab.receiver(port);
    ChildProcess app = lab.app("load " + framework + " 50000 1 5000", port, "stopTimeout=30s");
    Lab.pause(4000);
    first.signal("KILL");
    first.await(5);
    Lab.pause(3000);
    try (ChildProcess second = lab.receiver(port)) {
      app.await(60);
      finish(second);
      Tally dead = Tally.of(first.out());
      Tally living = Tally.of(second.out());
      Tally both = Tally.of(first.out(), second.out());
      return outcome(
          app.values(),
          both,
          second,
          living.doubled() == 0 && dead.doubled() == 0 && both.delivered() == 50_000,
          "shown by the dead one " + dead.delivered() + ", by the next " + living.delivered());
    }
  }

  private static Outcome lateReceiver(Lab lab) throws IOException {
    int port = Lab.freePort();
    ChildProcess app =
        lab.app("load logback 75000 1 5000", port, "ringSize=1MB", "stopTimeout=30s");
    Lab.pause(10_000);
    try (ChildProcess receiver = lab.receiver(port, "--tail", "all")) {
      app.await(60);
      Tally tally = finish(receiver);
      return outcome(
          app.values(),
          tally,
          receiver,
          tally.isContiguous() && tally.outOfOrder() == 0 && tally.doubled() == 0,
          "gone: overwritten before anybody came");
    }
  }

  private static Outcome receiverStopped(Lab lab, String ring) throws IOException {
    int port = Lab.freePort();
    try (ChildProcess receiver = lab.receiver(port)) {
      ChildProcess app =
          lab.app("load logback 240000 1 20000", port, "ringSize=" + ring, "stopTimeout=30s");
      Lab.pause(3000);
      receiver.signal("STOP");
      Lab.pause(5000);
      receiver.signal("CONT");
      app.await(60);
      Tally tally = finish(receiver);
      boolean isRingLarge = ring.length() > 4;
      Map<String, Double> app2 = app.values();
      return outcome(
          isRingLarge ? app2 : withoutExpired(app2),
          tally,
          receiver,
          tally.doubled() == 0
              && tally.outOfOrder() == 0
              && (!isRingLarge || tally.delivered() == 240_000),
          "ring " + ring);
    }
  }

  /** What the receiver, the socket and the ring hold is shown in the end; the rest is counted. */
  private static Outcome terminalBlocked(Lab lab) throws IOException {
    int port = Lab.freePort();
    try (BlockedTerminal terminal = BlockedTerminal.start(lab, port)) {
      if (terminal == null) {
        return null;
      }
      ChildProcess app = lab.app("load logback 350000 1 5000", port, "stopTimeout=30s");
      Lab.await(10, () -> terminal.screen().contains("event 0 "));
      terminal.key("C-s");
      Lab.pause(60_000);
      long resident = ChildProcess.residentMib(terminal.pid());
      terminal.key("C-q");
      app.await(90);
      Lab.awaitQuiet(terminal.kept(), 3000, 120);
      Tally tally = Tally.of(terminal.kept());
      boolean isTold = tally.notices("dropped") == 0 || !terminal.screen().contains("lost 0 ");
      Map<String, Double> counted = app.values();
      return new Outcome(
          counted.get("logged").longValue(),
          tally.delivered(),
          0,
          tally.notices("lost"),
          tally.notices("dropped"),
          (long) (counted.get("expired") + counted.get("abandoned")),
          tally.doubled(),
          isTold
              && tally.notices("lost") == 0
              && tally.outOfOrder() == 0
              && tally.doubled() == 0
              && resident < 600,
          "receiver " + resident + " MiB resident at the end of it");
    }
  }

  /** What expired had its place in the sequence, so the receiver has counted it as lost. */
  private static Map<String, Double> withoutExpired(Map<String, Double> values) {
    values.put("expired", 0.0);
    return values;
  }

  private static Outcome applicationKilled(Lab lab) throws IOException {
    int port = Lab.freePort();
    try (ChildProcess receiver = lab.receiver(port)) {
      ChildProcess app = lab.app("load logback 100000000 1 0", port, "overflow=block");
      Lab.pause(3000);
      app.signal("KILL");
      app.await(5);
      boolean isTold =
          Lab.await(
              15,
              () ->
                  Lab.contains(receiver.err(), "vanished")
                      || Lab.contains(receiver.out(), "\"vanished\""));
      Tally tally = finish(receiver);
      return new Outcome(
          tally.delivered(),
          tally.delivered(),
          0,
          tally.notices("lost"),
          0,
          0,
          tally.doubled(),
          isTold && tally.isPrefix() && tally.notices("lost") == 0 && tally.doubled() == 0,
          "vanished " + (isTold ? "was told" : "was NOT told") + "; all that left, in order");
    }
  }

  private static Outcome twoHosts(Lab lab) throws IOException {
    int port = 9527;
    int relayPort = 9528;
    try (Namespaces hosts = Namespaces.open()) {
      if (hosts == null) {
        return null;
      }
      List<String> listen =
          lab.commandLine("-o", "json", "--bind", "127.0.0.1", "--port", "" + port);
      String relay = "relay " + Namespaces.RECEIVING_ADDRESS + " " + relayPort + " " + port;
      try (ChildProcess receiver =
              ChildProcess.start(lab.file("receiver"), hosts.receiving(listen));
          ChildProcess network =
              ChildProcess.start(
                  lab.file("relay"),
                  hosts.receiving(lab.appLine(relay + " 0.02 40", "unused", relayPort)))) {
        Lab.await(10, () -> Lab.contains(receiver.err(), "listening"));
        Lab.await(10, () -> Lab.contains(network.out(), "relay"));
        String load = "load logback 100000 1 5000";
        List<String> app =
            lab.appLine(load, Namespaces.RECEIVING_ADDRESS, relayPort, "stopTimeout=30s");
        ChildProcess sender = ChildProcess.start(lab.file("app"), hosts.sending(app)).await(120);
        long fragments = hosts.fragments(lab);
        Tally tally = finish(receiver);
        return outcome(
            sender.values(),
            tally,
            receiver,
            tally.delivered() == 100_000
                && tally.notices("lost") == 0
                && tally.doubled() == 0
                && tally.outOfOrder() == 0
                && fragments == 0,
            fragments + " fragments");
      }
    }
  }

  private static Outcome manyApplications(Lab lab, int apps, int perSecond, int seconds)
      throws IOException {
    int port = Lab.freePort();
    int jvms = 10;
    try (ChildProcess receiver = lab.receiver(port)) {
      List<ChildProcess> all = new ArrayList<>();
      String load = "many " + apps / jvms + " " + perSecond * seconds + " " + perSecond;
      for (int i = 0; i < jvms; i++) {
        all.add(lab.app(load, port, "ringSize=1MB", "stopTimeout=30s"));
      }
      Map<String, Double> sum = new java.util.TreeMap<>();
      for (ChildProcess app : all) {
        app.await(seconds + 120L);
        app.values().forEach((name, value) -> sum.merge(name, value, Double::sum));
      }
      long resident = receiver.residentMib();
      Tally tally = finish(receiver);
      return outcome(
          sum,
          tally,
          receiver,
          tally.notices("lost") == 0
              && tally.doubled() == 0
              && tally.outOfOrder() == 0
              && tally.delivered() == (long) apps * perSecond * seconds,
          "receiver " + resident + " MiB resident, heap at most 512 MiB");
    }
  }

  /** Lets the receiver come to rest, stops it, and reads what it has written. */
  private static Tally finish(ChildProcess receiver) throws IOException {
    Lab.awaitQuiet(receiver.out(), 2000, 120);
    receiver.terminate();
    return Tally.of(receiver.out());
  }

  private static Outcome outcome(
      Map<String, Double> counted,
      Tally tally,
      ChildProcess receiver,
      boolean isAsPromised,
      String note)
      throws IOException {
    long gone =
        (long) (counted.getOrDefault("expired", 0.0) + counted.getOrDefault("abandoned", 0.0));
    return new Outcome(
        counted.get("logged").longValue(),
        tally.delivered(),
        repaired(receiver.err()),
        tally.notices("lost"),
        counted.get("dropped").longValue(),
        gone,
        tally.doubled(),
        isAsPromised,
        note);
  }

  /** From the receiver's summary. */
  private static long repaired(Path err) throws IOException {
    Matcher matcher =
        Pattern.compile("repaired packets ([\\d,]+\\d|\\d)").matcher(Files.readString(err));
    return matcher.find() ? Long.parseLong(matcher.group(1).replace(",", "")) : 0;
  }
}
