package io.github.loghail.log4j2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.loghail.sender.SenderCounters;
import io.github.loghail.wire.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.appender.AppenderLoggingException;
import org.apache.logging.log4j.message.AsynchronouslyFormattable;
import org.apache.logging.log4j.message.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RobustnessTest {

  private Configured log4j = Configured.with("", "");

  @AfterEach
  void close() {
    log4j.close();
  }

  private List<String> messages(int count) {
    List<String> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      messages.add(log4j.collector.next().message().toString());
    }
    return messages;
  }

  /** Throws when its text is asked for, which Log4j2 leaves to the appender. */
  @AsynchronouslyFormattable
  private static final class Unreadable implements Message {

    private static final long serialVersionUID = 1;

    @Override
    public String getFormattedMessage() {
      throw new AssertionError("no text");
    }

    @Override
    public Object[] getParameters() {
      return null;
    }

    @Override
    public Throwable getThrowable() {
      return null;
    }
  }

  @Test
  void aMessageThatThrowsIsCountedAndToldOnce() {
    LoghailAppender appender = log4j.appender();

    assertThatNoException()
        .isThrownBy(
            () -> {
              log4j.logger().info(new Unreadable());
              log4j.logger().info("fine");
            });

    assertThat(messages(1)).containsExactly("fine");
    SenderCounters counters = appender.getCounters();
    assertThat(counters.logged()).isEqualTo(2);
    assertThat(counters.droppedEncodeError()).isEqualTo(1);
    assertThat(log4j.errors())
        .containsExactly("dropped an event of logger com.acme.Pay that cannot be read");
  }

  @Test
  void aMessageThatThrowsReachesTheCallerWhereThatWasAskedFor() {
    log4j.close();
    log4j = Configured.with("ignoreExceptions='false'", "");

    assertThatThrownBy(() -> log4j.logger().info(new Unreadable()))
        .isInstanceOf(AppenderLoggingException.class)
        .hasRootCauseInstanceOf(AssertionError.class);

    log4j.logger().info("fine");
    assertThat(messages(1)).containsExactly("fine");
    assertThat(log4j.appender().getCounters().droppedEncodeError()).isEqualTo(1);
  }

  @Test
  void anArgumentThatLogsDoesNotLoseTheEvent() {
    Object talkative =
        new Object() {
          @Override
          public String toString() {
            log4j.logger().info("inner");
            return "text";
          }
        };

    log4j.logger().info("outer {} {}", talkative, 2);
    log4j.logger().info("last");

    List<String> arrived = new ArrayList<>();
    do {
      arrived.addAll(messages(1));
    } while (!arrived.contains("last"));
    assertThat(arrived).contains("outer text 2", "inner");
  }

  @Test
  void anInterruptedThreadLogsOn() {
    Thread.currentThread().interrupt();
    log4j.logger().info("one");
    log4j.logger().info("two");
    assertThat(Thread.interrupted()).isTrue();
    log4j.logger().info("three");

    assertThat(messages(3)).containsExactly("one", "two", "three");
  }

  @Test
  void manyThreadsLoseNothing() throws Exception {
    logFromThreads(8, 500);
  }

  @Test
  void asyncLoggersWithReusedEventsLoseNothing() throws Exception {
    log4j.close();
    log4j = Configured.asynchronous("", "");
    logFromThreads(2, 5000);
  }

  private void logFromThreads(int tasks, int eventsEach) throws Exception {
    LoghailAppender appender = log4j.appender();
    ExecutorService threads = Executors.newFixedThreadPool(tasks);
    List<Future<?>> done = new ArrayList<>();
    for (int task = 0; task < tasks; task++) {
      int number = task;
      done.add(
          threads.submit(
              () -> {
                for (int i = 0; i < eventsEach; i++) {
                  log4j.logger().info("{}/{}", number, i);
                }
              }));
    }
    for (Future<?> each : done) {
      each.get();
    }
    threads.shutdown();
    log4j.context.stop();
    assertThat(appender.getCounters().logged()).isEqualTo((long) tasks * eventsEach);
    assertThat(appender.getCounters().dropped()).isZero();
    assertThat(messages(tasks * eventsEach)).doesNotHaveDuplicates();
  }

  @Test
  void asyncLoggersKeepEveryField() {
    log4j.close();
    log4j = Configured.asynchronous("", "");
    log4j.load(
        log4j
            .sending("includeCallerData='true'", "")
            .replace("<Root ", "<Root includeLocation='true' "));
    ThreadContext.put("order", "4711");
    log4j.logger().warn("queued {}", 1, new IllegalStateException("why"));
    ThreadContext.clearAll();
    log4j.logger().info("plain");

    Event event = log4j.collector.next();
    assertThat(event.message()).hasToString("queued 1");
    assertThat(FieldsTest.attributes(event)).containsEntry("order", "4711");
    assertThat(event.thread()).hasToString(Thread.currentThread().getName());
    assertThat(event.thrown().message()).hasToString("why");
    assertThat(event.caller().method()).hasToString("asyncLoggersKeepEveryField");
    assertThat(messages(1)).containsExactly("plain");
  }

  /** The queue's own hint spares what it has gathered the linger. */
  @Test
  void theEndOfABatchIsTheEndOfLinger() {
    log4j.close();
    log4j = Configured.asynchronous("linger='10s'", "");
    long before = System.nanoTime();

    log4j.logger().info("quick");

    assertThat(messages(1)).containsExactly("quick");
    assertThat(System.nanoTime() - before).isLessThan(5_000_000_000L);
  }

  @Test
  void worksBehindAnAsyncAppender() {
    log4j.load(
        log4j
            .sending("", "")
            .replace(
                "</Appenders>",
                "<Async name='ASYNC'><AppenderRef ref='LOGHAIL'/></Async></Appenders>")
            .replace("'ALL'><AppenderRef ref='LOGHAIL'/>", "'ALL'><AppenderRef ref='ASYNC'/>"));

    log4j.logger().info("queued {}", 1);

    assertThat(messages(1)).containsExactly("queued 1");
    assertThat(log4j.errors()).isEmpty();
  }
}
