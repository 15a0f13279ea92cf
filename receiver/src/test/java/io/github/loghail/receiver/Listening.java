package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code loghail} in this process, on a free port, until it ends by itself. */
final class Listening {

  private static final Pattern ADDRESS = Pattern.compile("listening on 127\\.0\\.0\\.1:(\\d+)\n");

  private final TestConsole console = new TestConsole("");
  private final CompletableFuture<Integer> status;
  private final String port;

  private Listening(List<String> args) {
    status =
        Aside.call(() -> CommandLineRunner.run(console.console(), args.toArray(new String[0])));
    await().until(() -> status.isDone() || ADDRESS.matcher(console.err()).find());
    Matcher found = ADDRESS.matcher(console.err());
    assertThat(found.find()).as(console.err()).isTrue();
    port = found.group(1);
  }

  static Listening start(String... args) {
    List<String> all = new ArrayList<>(List.of("--bind", "127.0.0.1", "--port", "0"));
    all.addAll(List.of(args));
    return new Listening(all);
  }

  /** Sends an event and waits until it is acknowledged; or nobody is there any more. */
  Listening send(String service, String level, String message) {
    List<String> args = List.of("send", "--host", "127.0.0.1", "-p", port, "-s", service);
    List<String> all = new ArrayList<>(args);
    all.addAll(List.of("-l", level, message));
    CommandLineRunner.run(new TestConsole("").console(), all.toArray(new String[0]));
    return this;
  }

  boolean isOver() {
    return status.isDone();
  }

  /** The status that it ends with. */
  int status() {
    return status.join();
  }

  String out() {
    return console.out();
  }

  String err() {
    return console.err();
  }

  /** The line before this one is the summary's; this one says why it ended. */
  String lastLine() {
    List<String> lines = console.errLines();
    return lines.get(lines.size() - 1);
  }
}
