package io.github.loghail.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.loghail.sender.SenderCounters;
import io.github.loghail.wire.Event;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class RobustnessTest {

  private final Configured logback = Configured.with("");
  private final LoghailAppender appender = logback.appender();

  @AfterEach
  void close() {
    logback.close();
  }

  private List<String> messages(int count) {
    List<String> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      messages.add(logback.collector.next().message().toString());
    }
    return messages;
  }

  @Test
  void anArgumentThatThrowsHarmsNothing() {
    Object thrower =
        new Object() {
          @Override
          public String toString() {
            throw new AssertionError("no text");
          }
        };

    assertThatNoException()
        .isThrownBy(
            () -> {
              logback.logger().info("a {}", thrower);
              logback.logger().atInfo().addKeyValue("k", thrower).log("b");
              logback.logger().info("c");
            });

    logback.context.stop();
    SenderCounters counters = appender.getCounters();
    assertThat(counters.logged()).isEqualTo(3);
    assertThat(counters.sentEvents() + counters.droppedEncodeError()).isEqualTo(3);
    List<String> arrived = messages((int) counters.sentEvents());
    assertThat(arrived.get(arrived.size() - 1)).isEqualTo("c");
    assertThat(logback.errors()).isEmpty();
  }

  @Test
  void anArgumentThatLogsArrivesAndSoDoesTheEvent() {
    Object talkative =
        new Object() {
          @Override
          public String toString() {
            logback.logger().info("inner");
            return "text";
          }
        };

    logback.logger().info("outer {}", talkative);
    logback.logger().info("last");

    List<String> arrived = new ArrayList<>();
    do {
      arrived.addAll(messages(1));
    } while (!arrived.contains("last"));
    assertThat(arrived).contains("outer text").doesNotHaveDuplicates();
  }

  @Test
  void anArgumentThatLogsItselfEnds() {
    Object endless =
        new Object() {
          @Override
          public String toString() {
            logback.logger().info("again {}", this);
            return "text";
          }
        };

    logback.logger().info("outer {}", endless);
    logback.logger().info("last");

    List<String> arrived = new ArrayList<>();
    do {
      arrived.addAll(messages(1));
    } while (!arrived.contains("last"));
    assertThat(arrived).contains("outer text").hasSizeLessThan(10);
  }

  @Test
  void anInterruptedThreadLogsOn() {
    Thread.currentThread().interrupt();
    logback.logger().info("one");
    logback.logger().info("two");
    assertThat(Thread.interrupted()).isTrue();
    logback.logger().info("three");

    assertThat(messages(3)).containsExactly("one", "two", "three");
  }

  @Test
  void worksBehindAnAsyncAppender() {
    logback.reload(
        logback
            .sending("<includeCallerData>true</includeCallerData>")
            .replace(
                "<root",
                "<appender name='ASYNC' class='ch.qos.logback.classic.AsyncAppender'>"
                    + "<includeCallerData>true</includeCallerData>"
                    + "<discardingThreshold>0</discardingThreshold>"
                    + "<appender-ref ref='LOGHAIL'/></appender><root")
            .replace(
                "<root level='TRACE'><appender-ref ref='LOGHAIL'/>",
                "<root level='TRACE'><appender-ref ref='ASYNC'/>"));
    MDC.put("order", "4711");
    logback.logger().info("queued {}", 1);
    MDC.clear();

    Event event = logback.collector.next();
    assertThat(event.message()).hasToString("queued 1");
    assertThat(FieldsTest.attributes(event)).containsEntry("order", "4711");
    assertThat(event.thread()).hasToString(Thread.currentThread().getName());
    assertThat(event.caller().method()).hasToString("worksBehindAnAsyncAppender");
    assertThat(logback.errors()).isEmpty();
  }

  @Test
  void manyThreadsLoseNothing() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    logFrom(threads, 8, 500);
  }

  @Test
  void manyVirtualThreadsLoseNothing() throws Exception {
    assumeTrue(Runtime.version().feature() >= 21, "virtual threads");
    logFrom(virtualThreads(), 400, 10);
  }

  private static ExecutorService virtualThreads() throws ReflectiveOperationException {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }

  private void logFrom(ExecutorService threads, int tasks, int eventsEach) throws Exception {
    List<Future<?>> done = new ArrayList<>();
    for (int task = 0; task < tasks; task++) {
      int number = task;
      done.add(
          threads.submit(
              () -> {
                for (int i = 0; i < eventsEach; i++) {
                  logback.logger().info("{}/{}", number, i);
                }
              }));
    }
    for (Future<?> each : done) {
      each.get();
    }
    threads.shutdown();
    logback.context.stop();
    SenderCounters counters = appender.getCounters();
    assertThat(counters.logged()).isEqualTo((long) tasks * eventsEach);
    assertThat(counters.dropped()).isZero();
    assertThat(messages(tasks * eventsEach)).doesNotHaveDuplicates();
  }
}
