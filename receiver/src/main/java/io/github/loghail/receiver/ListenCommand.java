package io.github.loghail.receiver;

import java.io.IOException;
import java.lang.Thread.UncaughtExceptionHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jline.utils.Signals;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code loghail}: receives, and prints what comes. */
@Command(
    name = "loghail",
    version = ListenCommand.VERSION,
    description = "Shows, live, what JVM services log. Receives until it is stopped by Ctrl-C.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    synopsisHeading = "Usage: ",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:stopped",
      "1:a failure at run time",
      "2:wrong usage",
      "3:the port cannot be bound",
      "4:--fail-on was met",
      "5:it ended before --wait-for or --count was met"
    })
final class ListenCommand implements Callable<Integer> {

  static final String VERSION = "loghail 0.1.0";
  static final int DEFAULT_PORT = 9527;

  /** As much may wait for a slow terminal before senders are asked to hold back. */
  private static final long BACKLOG_BYTES = 32 << 20;

  private static final long END_SECONDS = 5;

  /** Forms of output. */
  enum Output {
    TEXT,
    JSON
  }

  /** Whether to colour. */
  enum Color {
    AUTO,
    ALWAYS,
    NEVER
  }

  private final Console console;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-p", "--port"},
      paramLabel = "PORT",
      defaultValue = "" + DEFAULT_PORT,
      description = "UDP port, 0 for any free one (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      defaultValue = "text",
      description = "text, or json: one object a line (default: ${DEFAULT-VALUE})")
  private Output output;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "auto, always or never (default: ${DEFAULT-VALUE})")
  private Color color;

  @Option(
      names = "--tail",
      paramLabel = "N",
      defaultValue = "200",
      description = "events said before to show: a number, or all (default: ${DEFAULT-VALUE})")
  private String tail;

  @Option(
      names = "--sort-window",
      paramLabel = "TIME",
      defaultValue = "50ms",
      description = "how long events wait to be sorted by time, 0: not (default: ${DEFAULT-VALUE})")
  private Duration sortWindow;

  @Option(
      names = "--idle-notice",
      paramLabel = "TIME",
      arity = "0..1",
      fallbackValue = "3s",
      description = "print \"no data.\" when nothing came for so long (default: ${FALLBACK-VALUE})")
  private Duration idleNotice;

  @Option(
      names = "--buffer",
      paramLabel = "SIZE",
      defaultValue = "4MB",
      description = "socket buffer to ask the system for (default: ${DEFAULT-VALUE})")
  private CommandLineRunner.Size buffer;

  @Option(
      names = "--accept",
      paramLabel = "FORMAT",
      split = ",",
      hideParamSyntax = true,
      description = "what to read: loghail, gelf, syslog, json, text (default: all)")
  private List<String> accept = new ArrayList<>();

  @Option(
      names = "--no-keys",
      negatable = true,
      description = "keys and a status line, or neither (default: on a terminal)")
  private boolean keys = true;

  @ArgGroup(validate = false, heading = BindOptions.HEADING)
  private BindOptions network = new BindOptions();

  @Mixin private SecretOption secret;

  @ArgGroup(validate = false, heading = FilterOptions.HEADING)
  private FilterOptions filters = new FilterOptions();

  @ArgGroup(validate = false, heading = MaskOptions.HEADING)
  private MaskOptions masks = new MaskOptions();

  @ArgGroup(validate = false, heading = LayoutOptions.HEADING)
  private LayoutOptions layout = new LayoutOptions();

  @ArgGroup(validate = false, heading = KeepOptions.HEADING)
  private KeepOptions keeping = new KeepOptions();

  @ArgGroup(validate = false, heading = ScriptOptions.HEADING)
  private ScriptOptions scripting = new ScriptOptions();

  ListenCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    CountDownLatch ended = new CountDownLatch(1);
    UncaughtExceptionHandler found = Thread.getDefaultUncaughtExceptionHandler();
    try {
      return listen(ended).code();
    } finally {
      ended.countDown();
      Thread.setDefaultUncaughtExceptionHandler(found);
    }
  }

  private ExitCode listen(CountDownLatch ended) throws IOException {
    ReceiverConfig config = config();
    Filter filter = filters.filter(spec.commandLine());
    Watch watch = scripting.watch(spec.commandLine(), filter);
    Layout lines = lines();
    Renderer renderer = renderer(lines);
    AtomicReference<Receiver> running = new AtomicReference<>();
    FilterSink shown;
    ExitCode code;
    try (Live live = live(renderer, filter, lines.stack(), () -> running.get().stop())) {
      Consumer<String> notices = live == null ? console::say : live::say;
      shown = shown(live, renderer, filter, notices);
      running.set(open(config, live, watch, shown, notices));
      stopOnSignal(running.get(), ended);
      announce(running.get(), notices);
      watch.start(running.get()::requestStop);
      if (live != null) {
        live.start();
      }
      code = running.get().run();
    }
    Summary.print(running.get().stats(), shown, console);
    Watch.Verdict verdict = watch.verdict(code);
    if (verdict.reason() != null) {
      console.say(verdict.reason());
    }
    return verdict.code();
  }

  /** What is kept comes first, so that it is kept when the others end the receiver. */
  private Receiver open(
      ReceiverConfig config, Live live, Watch watch, FilterSink shown, Consumer<String> notices)
      throws CannotBindException {
    List<Sink> kept = keeping.open(spec.commandLine(), notices);
    List<Sink> sinks = new ArrayList<>(kept);
    if (live != null) {
      sinks.add(live.counts());
    }
    sinks.add(watch.counting(shown));
    sinks.addAll(watch.sinks());
    try {
      return Receiver.open(config, sinks, notices);
    } catch (CannotBindException e) {
      KeepOptions.close(kept);
      throw e;
    }
  }

  private ReceiverConfig config() {
    check(port >= 0 && port <= 65_535, "--port " + port + " is not from 0 to 65535");
    check(
        buffer.bytes() >= 4096 && buffer.bytes() <= 1 << 30,
        "--buffer " + buffer.bytes() + " is not from 4KB to 1GB");
    check(
        !sortWindow.isNegative() && sortWindow.compareTo(Duration.ofSeconds(10)) <= 0,
        "--sort-window is not from 0 to 10s");
    check(
        idleNotice == null || isIdleTime(idleNotice),
        "--idle-notice is not from 0, which is never, to 24h");
    return new ReceiverConfig(
        network.addresses(port, secret.file() != null, spec.commandLine()),
        (int) buffer.bytes(),
        tailEvents(),
        sortWindow.toNanos(),
        idleNotice == null ? 0 : idleNotice.toNanos(),
        BACKLOG_BYTES,
        network.allowed(spec.commandLine()),
        masks.masking(spec.commandLine()),
        secret.read(console::say),
        accepted());
  }

  private Accepted accepted() {
    try {
      return accept.isEmpty() ? Accepted.ALL : Accepted.of(accept);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--accept " + e.getMessage());
    }
  }

  private static boolean isIdleTime(Duration time) {
    return !time.isNegative() && time.compareTo(Duration.ofHours(24)) <= 0;
  }

  private void check(boolean isRight, String message) {
    if (!isRight) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }

  private long tailEvents() {
    if (tail.equalsIgnoreCase("all")) {
      return -1;
    }
    try {
      long events = Long.parseLong(tail);
      if (events >= 0 && events <= 1_000_000) {
        return events;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new ParameterException(
        spec.commandLine(), "--tail " + tail + " is neither a number up to 1000000 nor all");
  }

  private Layout lines() {
    boolean colored =
        switch (color) {
          case ALWAYS -> true;
          case NEVER -> false;
          case AUTO -> Terminals.wantsColor();
        };
    long start = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    return layout.layout(spec.commandLine(), colored, start);
  }

  private Renderer renderer(Layout lines) {
    Renderer text = new TextRenderer(lines);
    text = filters.highlighted(spec.commandLine(), text, lines.colored());
    return output == Output.JSON ? new JsonRenderer() : text;
  }

  /** Keys and a status line, where somebody watches; else null. */
  private Live live(Renderer renderer, Filter filter, StackSwitch stack, Runnable end) {
    return keys && console.isTerminal() && output == Output.TEXT
        ? Live.open(console.out(), renderer, filter, stack, end)
        : null;
  }

  private FilterSink shown(Live live, Renderer renderer, Filter filter, Consumer<String> notices) {
    return new FilterSink(
        output == Output.JSON
            ? new StreamSink(console.out(), renderer)
            : filters.deduplicated(live == null ? SplitSink.of(console, renderer) : live.screen()),
        live == null ? () -> filter : live::filter,
        System::nanoTime,
        notices);
  }

  /**
   * Ctrl-C and a service manager end it as they should: what has come is shown, status 0. So does a
   * thread that dies, with another.
   */
  private static void stopOnSignal(Receiver receiver, CountDownLatch ended) {
    for (String signal : List.of("INT", "TERM")) {
      Signals.register(
          signal,
          () -> {
            Signals.registerDefault(signal); // a second one ends it at once
            endInTime(ended);
            receiver.stop();
          });
    }
    Thread.setDefaultUncaughtExceptionHandler(receiver::died);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  receiver.stop();
                  await(ended);
                },
                "loghail-shutdown"));
  }

  /** A terminal that takes nothing, after Ctrl-S, would hold up the very last words for ever. */
  private static void endInTime(CountDownLatch ended) {
    Thread thread =
        new Thread(
            () -> {
              await(ended);
              if (ended.getCount() > 0) {
                ended.countDown();
                System.exit(ExitCode.FAILURE.code());
              }
            },
            "loghail-end");
    thread.setDaemon(true);
    thread.start();
  }

  private static void await(CountDownLatch ended) {
    try {
      ended.await(END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void announce(Receiver receiver, Consumer<String> notices) {
    notices.accept(
        "listening on "
            + receiver.addresses().stream().map(Source::text).collect(Collectors.joining(" and "))
            + (secret.file() == null ? "" : ", sealed with " + secret.file()));
    int granted = receiver.receiveBufferBytes();
    if (granted < buffer.bytes() / 2) {
      notices.accept(
          String.format(
              Locale.ROOT,
              "the system granted a socket buffer of %,d KiB where %,d were asked for; nothing of"
                  + " ours is lost by that, bare datagrams may be"
                  + " (Linux: sysctl -w net.core.rmem_max=%d)",
              granted >> 10,
              buffer.bytes() >> 10,
              buffer.bytes()));
    }
  }
}
