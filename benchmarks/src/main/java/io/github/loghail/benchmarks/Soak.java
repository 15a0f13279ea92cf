package io.github.loghail.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A long day in less time: two applications, one on each framework, log 1,000 events a second each
 * through a relay, and every 30 s something goes wrong. At the end the sum must hold, and neither
 * side may have grown. Prints a line for each fault, then the table's row.
 */
final class Soak {

  private static final int PER_SECOND = 1000;
  private static final int FAULT_SECONDS = 30;
  private static final int FAULTS_PER_LOOK = 10;
  private static final List<String> NAMES = List.of("receiver", "logback", "log4j2");

  private final Lab lab = new Lab();
  private final Random random = new Random(1);
  private final int minutes;

  Soak(int minutes) throws IOException {
    this.minutes = minutes;
  }

  boolean run() throws IOException {
    int port = Lab.freePort();
    long events = (long) minutes * 60 * PER_SECOND;
    try (ChildProcess receiver = lab.receiver(port);
        Relay relay = Relay.onLoopback(port, Relay.Faults.NONE, 1)) {
      List<ChildProcess> apps =
          List.of(app("logback", events, relay.port()), app("log4j2", events, relay.port()));
      Lab.pause(TimeUnit.SECONDS.toMillis(20));
      List<Footprint> before = footprints(receiver, apps);
      print(before);
      breakThings(receiver, relay, apps);
      relay.faults(Relay.Faults.NONE);
      List<Footprint> after = footprints(receiver, apps);
      print(after);
      for (ChildProcess app : apps) {
        app.await(120);
      }
      Lab.awaitQuiet(receiver.out(), 3000, 60);
      receiver.terminate();
      return report(apps, Tally.of(receiver.out()), before, after);
    } finally {
      lab.clean();
    }
  }

  private ChildProcess app(String framework, long events, int port) throws IOException {
    return lab.app(
        "load " + framework + " " + events + " 1 " + PER_SECOND, port, "stopTimeout=30s");
  }

  private static List<Footprint> footprints(ChildProcess receiver, List<ChildProcess> apps)
      throws IOException {
    return List.of(Footprint.of(receiver), Footprint.of(apps.get(0)), Footprint.of(apps.get(1)));
  }

  private static void print(List<Footprint> footprints) {
    for (int i = 0; i < NAMES.size(); i++) {
      System.out.println(NAMES.get(i) + ": " + footprints.get(i));
    }
  }

  private void breakThings(ChildProcess receiver, Relay relay, List<ChildProcess> apps)
      throws IOException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes) - TimeUnit.SECONDS.toNanos(60);
    int faults = 0;
    while (end - System.nanoTime() > 0 && apps.get(0).isAlive()) {
      switch (random.nextInt(4)) {
        case 0 -> {
          double loss = 0.01 + 0.19 * random.nextDouble();
          System.out.printf(Locale.ROOT, "loses %.0f %%, doubles, reorders, damages%n", 100 * loss);
          relay.faults(new Relay.Faults(loss, 0.02, 0.05, 0.01, 0));
          Lab.pause(10_000);
        }
        case 1 -> {
          System.out.println("loses everything for 5 s");
          relay.faults(new Relay.Faults(1, 0, 0, 0, 0));
          Lab.pause(5000);
        }
        case 2 -> {
          System.out.println("receiver stopped for 2 s");
          receiver.signal("STOP");
          Lab.pause(2000);
          receiver.signal("CONT");
        }
        default -> {
          System.out.println("40 ms each way");
          relay.faults(new Relay.Faults(0, 0, 0, 0, TimeUnit.MILLISECONDS.toNanos(40)));
          Lab.pause(10_000);
        }
      }
      relay.faults(Relay.Faults.NONE);
      Lab.pause(TimeUnit.SECONDS.toMillis(FAULT_SECONDS - 10));
      if (++faults % FAULTS_PER_LOOK == 0) {
        print(footprints(receiver, apps));
      }
    }
  }

  private boolean report(
      List<ChildProcess> apps, Tally tally, List<Footprint> before, List<Footprint> after)
      throws IOException {
    double logged = 0;
    double dropped = 0;
    double gone = 0;
    for (ChildProcess app : apps) {
      logged += app.values().get("logged");
      dropped += app.values().get("dropped");
      gone += app.values().get("abandoned");
    }
    boolean isSum = logged == tally.delivered() + tally.notices("lost") + dropped + gone;
    boolean grew = false;
    for (int i = 0; i < NAMES.size(); i++) {
      grew |= after.get(i).grewSince(before.get(i));
    }
    System.out.println(
        "| fault | logged | delivered | lost | dropped | abandoned | doubled | sum holds |");
    System.out.println("|---|--:|--:|--:|--:|--:|--:|---|");
    System.out.printf(
        Locale.ROOT,
        "| soak of %d min, a fault every 30 s | %,.0f | %,d | %,d | %,.0f | %,.0f | %,d | %s |%n",
        minutes,
        logged,
        tally.delivered(),
        tally.notices("lost"),
        dropped,
        gone,
        tally.doubled(),
        isSum ? "yes" : "NO");
    System.out.println(grew ? "A process HAS GROWN." : "No process has grown.");
    return isSum && !grew && tally.doubled() == 0 && tally.outOfOrder() == 0;
  }
}
