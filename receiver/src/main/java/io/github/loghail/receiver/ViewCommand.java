package io.github.loghail.receiver;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code loghail view}: what was kept, shown as it would have been live. */
@Command(
    name = "view",
    version = ListenCommand.VERSION,
    header = "Shows what --file or -o json has kept.",
    description = {
      "Several logs are merged by time; the files of a rotated one (log, log.1, log.2.gz) are one."
          + " Other text is shown as text.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:all was shown", "1:a file could not be read", "2:wrong usage"})
final class ViewCommand implements Callable<Integer> {

  private final Console console;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "JSON Lines, compressed by gzip or not; - is the standard input")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      defaultValue = "text",
      description = "text, or json: one object a line (default: ${DEFAULT-VALUE})")
  private ListenCommand.Output output;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "auto, always or never (default: ${DEFAULT-VALUE})")
  private ListenCommand.Color color;

  @ArgGroup(validate = false, heading = FilterOptions.HEADING)
  private FilterOptions filters = new FilterOptions();

  @ArgGroup(validate = false, heading = MaskOptions.HEADING)
  private MaskOptions masks = new MaskOptions();

  @ArgGroup(validate = false, heading = LayoutOptions.HEADING)
  private LayoutOptions layout = new LayoutOptions();

  ViewCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Filter filter = filters.filter(spec.commandLine());
    Masking masking = masks.masking(spec.commandLine());
    Sink sink = sink();
    boolean canRead = true;
    for (Path file : files) {
      String fault = LogSet.fault(file);
      if (fault != null) {
        console.say("cannot read " + file + ": " + fault);
        canRead = false;
      }
    }
    if (!canRead) {
      return ExitCode.FAILURE.code();
    }
    FilterSink screen = new FilterSink(sink, () -> filter, System::nanoTime, console::say);
    return show(screen, masking).code();
  }

  private Sink sink() {
    boolean colored =
        switch (color) {
          case ALWAYS -> true;
          case NEVER -> false;
          case AUTO -> Terminals.wantsColor();
        };
    Renderer text =
        new TextRenderer(layout.layout(spec.commandLine(), colored, TimeColumn.FIRST_EVENT));
    text = filters.highlighted(spec.commandLine(), text, colored);
    return output == ListenCommand.Output.JSON
        ? new StreamSink(console.out(), new JsonRenderer())
        : filters.deduplicated(SplitSink.of(console, text));
  }

  private ExitCode show(FilterSink screen, Masking masking) {
    SinkSet sinks = new SinkSet(List.of(screen), masking, console::say);
    List<LogSet> logs = new ArrayList<>();
    for (List<Path> set : RotatedSet.of(files)) {
      logs.add(new LogSet(set, console.in(), sinks::flush, console::say));
    }
    try {
      copy(new MergedLogs(logs), sinks);
    } finally {
      logs.forEach(LogSet::close);
    }
    boolean isWritten = !sinks.isEmpty();
    sinks.close();
    if (sinks.isPipeClosed()) {
      return ExitCode.OK; // whoever reads has enough
    }
    if (screen.shown() == 0 && screen.hidden() > 0) {
      console.say(screen.summary());
    }
    return isWritten && logs.stream().allMatch(LogSet::isWhole) ? ExitCode.OK : ExitCode.FAILURE;
  }

  private static void copy(MergedLogs logs, SinkSet sinks) {
    for (Entry entry = logs.next(); entry != null && !sinks.isEmpty(); entry = logs.next()) {
      sinks.accept(entry);
    }
    sinks.flush();
  }
}
