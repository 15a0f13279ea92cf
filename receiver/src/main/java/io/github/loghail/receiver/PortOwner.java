package io.github.loghail.receiver;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who has a UDP port, where Linux tells: by the socket's inode, among the open files of all. */
final class PortOwner {

  private static final int LOCAL_ADDRESS = 1;
  private static final int INODE = 9;

  private PortOwner() {}

  /** One line for a person whose port is taken. */
  static String explain(CannotBindException e) {
    int port = e.address().getPort();
    if (!e.isTaken()) {
      return e.getMessage();
    }
    String owner = find(Path.of("/proc"), port);
    return "cannot listen on "
        + Source.text(e.address())
        + ": port "
        + port
        + " is in use"
        + (owner == null ? "" : " by " + owner)
        + "; stop that, or use --port";
  }

  /** The process that has the port, such as {@code java (pid 4711)}; null when that is not told. */
  static String find(Path proc, int port) {
    try {
      Set<String> sockets = new HashSet<>();
      for (String table : List.of("udp", "udp6")) {
        Path file = proc.resolve("net").resolve(table);
        if (Files.exists(file)) {
          addSockets(Files.readAllLines(file), port, sockets);
        }
      }
      return sockets.isEmpty() ? null : processWith(proc, sockets);
    } catch (IOException | DirectoryIteratorException | SecurityException e) {
      return null;
    }
  }

  private static void addSockets(List<String> table, int port, Set<String> sockets) {
    String suffix = String.format(":%04X", port);
    for (String line : table) {
      String[] columns = line.trim().split("\\s+");
      if (columns.length > INODE && columns[LOCAL_ADDRESS].endsWith(suffix)) {
        sockets.add("socket:[" + columns[INODE] + "]");
      }
    }
  }

  private static String processWith(Path proc, Set<String> sockets) throws IOException {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path process : processes) {
        if (hasOneOf(process, sockets)) {
          String name = Files.readString(process.resolve("comm")).trim();
          return name + " (pid " + process.getFileName() + ")";
        }
      }
    }
    return null;
  }

  private static boolean hasOneOf(Path process, Set<String> sockets) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path file : files) {
        if (Files.isSymbolicLink(file)
            && sockets.contains(Files.readSymbolicLink(file).toString())) {
          return true;
        }
      }
    } catch (IOException | DirectoryIteratorException | SecurityException e) {
      // somebody else's process, or one that has just ended
    }
    return false;
  }
}
