package io.github.loghail.receiver;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * Where a receiver listens, and to whom. Anybody can send to an address that the network reaches,
 * and in anybody's name: so it takes a secret, or a word on who is meant, to open one.
 */
final class BindOptions {

  static final String HEADING = "%nNetwork:%n";

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      description = "listen on these alone; beyond loopback with --allow or --secret-file")
  private List<String> bind = new ArrayList<>();

  @Option(
      names = "--allow",
      paramLabel = "CIDR",
      split = ",",
      hideParamSyntax = true,
      description = "take from these alone, such as 192.168.1.0/24, and loopback; repeatable")
  private List<String> allow = new ArrayList<>();

  /**
   * The addresses to listen on.
   *
   * @param port for all of them
   * @param hasSecret whether only those who know a secret are heard
   * @param line the command, for the error
   */
  List<InetSocketAddress> addresses(int port, boolean hasSecret, CommandLine line) {
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (String host : bind.isEmpty() ? List.of("127.0.0.1", "::1") : bind) {
      InetAddress address = address(host, line);
      if (!address.isLoopbackAddress() && !hasSecret && allow.isEmpty()) {
        throw new ParameterException(
            line,
            "--bind "
                + host
                + " lets other machines send: say which with --allow CIDR, such as --allow"
                + " 192.168.1.0/24, or share a secret with --secret-file FILE");
      }
      addresses.add(new InetSocketAddress(address, port));
    }
    return addresses;
  }

  private static InetAddress address(String host, CommandLine line) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new ParameterException(line, "--bind " + host + " is not an address of this machine");
    }
  }

  /** Who may send. */
  AllowList allowed(CommandLine line) {
    if (allow.isEmpty()) {
      return AllowList.EVERYBODY;
    }
    List<AddressRange> ranges = new ArrayList<>();
    for (String cidr : allow) {
      try {
        ranges.add(AddressRange.parse(cidr));
      } catch (IllegalArgumentException e) {
        throw new ParameterException(line, "--allow " + cidr + " " + e.getMessage());
      }
    }
    return new AllowList(ranges);
  }
}
