package io.github.loghail.receiver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say where everything is kept. */
final class KeepOptions {

  static final String HEADING = "%nKeeping:%n";

  @Option(
      names = "--file",
      paramLabel = "PATH",
      description = "append all that is received to a file, for 'loghail view'")
  private Path file;

  @Option(
      names = "--rotate",
      paramLabel = "SIZExN",
      description = "keep N files of at most SIZE, such as 100MBx5")
  private String rotate;

  /**
   * The file, opened.
   *
   * @param line the command, for the error
   * @param notices takes a line when the file cannot be written
   * @return the sink, or none when no file is asked for
   * @throws ParameterException with one line that names the option and what is wrong with it
   */
  List<Sink> open(CommandLine line, Consumer<String> notices) {
    Rotation rotation = rotation(line);
    if (file == null) {
      return List.of();
    }
    try {
      KeptFile kept = KeptFile.open(file, rotation, notices);
      return List.of(new FileSink(kept, file, notices, System::nanoTime));
    } catch (IOException e) {
      throw new ParameterException(line, "--file " + file + ": " + reason(e));
    }
  }

  private Rotation rotation(CommandLine line) {
    if (rotate == null) {
      return null;
    }
    if (file == null) {
      throw new ParameterException(line, "--rotate needs a --file");
    }
    Rotation rotation = Rotation.parse(rotate);
    if (rotation == null) {
      throw new ParameterException(
          line,
          "--rotate "
              + BadFilterException.quoted(rotate)
              + " is not a size of at least 4KB and a number of files up to 1000, such as 100MBx5");
    }
    return rotation;
  }

  private String reason(IOException e) {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      return "that is a folder";
    } else if (folder != null && !Files.isDirectory(folder)) {
      return "there is no folder " + folder;
    }
    return KeptFile.reason(e);
  }

  /** Closes what was opened for a receiver that does not come to be. */
  static void close(List<Sink> sinks) {
    for (Sink sink : new ArrayList<>(sinks)) {
      try {
        sink.close();
      } catch (IOException e) {
        // Nothing was written.
      }
    }
  }
}
