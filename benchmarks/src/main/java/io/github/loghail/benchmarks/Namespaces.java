package io.github.loghail.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two hosts in one machine: network namespaces of our own, joined by a pair of virtual interfaces
 * with an Ethernet's MTU. They are gone when this is closed.
 */
final class Namespaces implements AutoCloseable {

  static final String RECEIVING_ADDRESS = "10.77.0.2";

  private static final String SENDING = "loghail-a";
  private static final String RECEIVING = "loghail-b";

  private Namespaces() {}

  /** Makes them; null where that is not allowed. */
  static Namespaces open() throws IOException {
    Namespaces made = new Namespaces();
    made.close();
    List<String> commands =
        List.of(
            "ip netns add " + SENDING,
            "ip netns add " + RECEIVING,
            "ip link add loghail-va mtu 1500 netns "
                + SENDING
                + " type veth peer name loghail-vb mtu 1500 netns "
                + RECEIVING,
            "ip -n " + SENDING + " addr add 10.77.0.1/24 dev loghail-va",
            "ip -n " + RECEIVING + " addr add " + RECEIVING_ADDRESS + "/24 dev loghail-vb",
            "ip -n " + SENDING + " link set loghail-va up",
            "ip -n " + RECEIVING + " link set loghail-vb up",
            "ip -n " + RECEIVING + " link set lo up");
    for (String command : commands) {
      if (!succeeds(command)) {
        made.close();
        return null;
      }
    }
    return made;
  }

  private static boolean succeeds(String command) throws IOException {
    try {
      Process process =
          new ProcessBuilder(command.split(" "))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (IOException e) {
      return false; // no such command
    }
  }

  /** The command, run where the sender is. */
  List<String> sending(List<String> command) {
    return within(SENDING, command);
  }

  /** The command, run where the receiver is. */
  List<String> receiving(List<String> command) {
    return within(RECEIVING, command);
  }

  private static List<String> within(String namespace, List<String> command) {
    List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
    all.addAll(command);
    return all;
  }

  /** How many datagrams were split on the way out of the sender's host; −1 when that fails. */
  long fragments(Lab lab) throws IOException {
    Path out = lab.file("snmp");
    ChildProcess.start(out, sending(List.of("cat", "/proc/net/snmp"))).await(10);
    List<String> ip =
        Files.readAllLines(out).stream().filter(line -> line.startsWith("Ip:")).toList();
    if (ip.size() < 2) {
      return -1;
    }
    List<String> names = List.of(ip.get(0).split(" "));
    Matcher value =
        Pattern.compile("\\d+").matcher(ip.get(1).split(" ")[names.indexOf("FragCreates")]);
    return value.find() ? Long.parseLong(value.group()) : -1;
  }

  @Override
  public void close() throws IOException {
    succeeds("ip netns del " + SENDING);
    succeeds("ip netns del " + RECEIVING);
  }
}
