package io.github.loghail.benchmarks;

import io.github.loghail.sender.Sender;
import io.github.loghail.sender.SenderConfig;
import io.github.loghail.sender.SenderSettings;
import io.github.loghail.sender.SenderStatus;
import io.github.loghail.wire.EventEncoder;
import io.github.loghail.wire.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Many senders in one JVM, each at a pace of its own as so many applications would have: {@code
 * many SENDERS EVENTS_EACH PER_SECOND_EACH}. A machine has not the memory for a hundred JVMs.
 */
final class ManyApps {

  private static final SenderStatus STDERR =
      new SenderStatus() {
        @Override
        public void info(String message) {
          System.err.println(message);
        }

        @Override
        public void warn(String message) {
          System.err.println(message);
        }
      };

  private ManyApps() {}

  static void run(String[] args) throws InterruptedException {
    int count = Integer.parseInt(args[0]);
    long events = Long.parseLong(args[1]);
    double perSecond = Double.parseDouble(args[2]);
    SenderConfig config = new SenderSettings(STDERR).resolve("none", null);
    List<Sender> senders = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      senders.add(Sender.start(config, STDERR));
    }
    long start = System.nanoTime();
    for (long number = 0; number < events; number++) {
      for (Sender sender : senders) {
        log(sender, number);
      }
      long left = start + (long) ((number + 1) * 1e9 / perSecond) - System.nanoTime();
      if (left > 0) {
        LockSupport.parkNanos(left);
      }
    }
    Thread[] stopping = new Thread[count];
    for (int i = 0; i < count; i++) {
      Sender sender = senders.get(i);
      stopping[i] = new Thread(() -> sender.stop(Duration.ofNanos(TimeUnit.SECONDS.toNanos(30))));
      stopping[i].start();
    }
    for (Thread each : stopping) {
      each.join();
    }
    System.out.println("logged=" + senders.stream().mapToLong(s -> s.counters().logged()).sum());
    System.out.println("dropped=" + senders.stream().mapToLong(s -> s.counters().dropped()).sum());
    System.out.println("expired=" + senders.stream().mapToLong(s -> s.counters().expired()).sum());
    System.out.println(
        "abandoned=" + senders.stream().mapToLong(s -> s.counters().abandoned()).sum());
  }

  private static void log(Sender sender, long number) {
    Instant now = Instant.now();
    EventEncoder event = sender.encoder();
    do {
      event.begin(
          Severity.INFO,
          now.getEpochSecond() * 1_000_000_000L + now.getNano(),
          "io.github.loghail.load.Many",
          "main");
      event.message("event 0 " + number + " of one of many");
    } while (!event.finish());
    sender.send(event);
  }
}
