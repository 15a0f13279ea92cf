package io.github.loghail.receiver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Datagrams that the kernel dropped because a socket's buffer was full, as Linux counts them in the
 * last column of {@code /proc/net/udp}. Read while the sockets are open: the count goes with them.
 */
final class KernelDrops {

  private static final int LOCAL_ADDRESS = 1;
  private static final int INODE = 9;
  private static final int DROPS = 12;

  private KernelDrops() {}

  /**
   * The count of this process's sockets.
   *
   * @param ports the local ports they are bound to
   * @return empty where the system does not tell
   */
  static OptionalLong read(Set<Integer> ports) {
    try {
      return sum(ports, ownSockets(Path.of("/proc/self/fd"))::contains);
    } catch (IOException | RuntimeException e) {
      return OptionalLong.empty(); // not Linux, or not allowed to look
    }
  }

  /**
   * The count of whoever listens on a port of this machine; empty where the system does not tell.
   */
  static OptionalLong ofPort(int port) {
    try {
      return sum(Set.of(port), inode -> true);
    } catch (IOException | RuntimeException e) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong sum(Set<Integer> ports, Predicate<String> inodes) throws IOException {
    long drops = 0;
    for (String table : List.of("/proc/net/udp", "/proc/net/udp6")) {
      Path file = Path.of(table);
      if (Files.exists(file)) {
        drops += sum(Files.readAllLines(file, StandardCharsets.US_ASCII), ports, inodes);
      }
    }
    return Files.exists(Path.of("/proc/net/udp")) ? OptionalLong.of(drops) : OptionalLong.empty();
  }

  /** Inodes of the sockets that this process has open. */
  private static Set<String> ownSockets(Path descriptors) throws IOException {
    Set<String> inodes = new HashSet<>();
    try (DirectoryStream<Path> links = Files.newDirectoryStream(descriptors)) {
      for (Path link : links) {
        try {
          String target = Files.readSymbolicLink(link).toString();
          if (target.startsWith("socket:[")) {
            inodes.add(target.substring("socket:[".length(), target.length() - 1));
          }
        } catch (IOException e) {
          // closed since it was listed
        }
      }
    }
    return inodes;
  }

  /** Adds up the drops of the sockets with one of these ports and inodes. */
  static long sum(List<String> lines, Set<Integer> ports, Predicate<String> inodes) {
    long drops = 0;
    for (String line : lines) {
      String[] fields = line.trim().split("\\s+");
      if (fields.length > DROPS
          && inodes.test(fields[INODE])
          && ports.contains(port(fields[LOCAL_ADDRESS]))) {
        drops += Long.parseLong(fields[DROPS]);
      }
    }
    return drops;
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
  }
}
