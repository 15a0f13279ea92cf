package io.github.loghail.receiver;

import io.github.loghail.wire.Resource;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One sender as the sinks know it: a session of ours, or an address that sends bare datagrams.
 *
 * @param service what it is called: the service's name, or {@code host:port}
 * @param address where its datagrams come from; unresolved, and but a name, for a file
 * @param session the session's identity; 0 for bare datagrams
 * @param resource what the session says of itself, or null for bare datagrams
 */
record Source(String service, InetSocketAddress address, long session, Resource resource) {

  private static final Pattern ZERO_GROUPS = Pattern.compile("(^|:)0(:0)+(:|$)");

  /** {@code host:port}, an IPv6 address in brackets and in its short form (RFC 5952); or a file. */
  static String text(InetSocketAddress address) {
    if (address.isUnresolved()) {
      return address.getHostString();
    }
    String host = address.getAddress().getHostAddress();
    return (host.indexOf(':') >= 0 ? "[" + shortened(host) + "]" : host) + ":" + address.getPort();
  }

  /**
   * Java writes all eight groups; of the longest runs of zero groups the first becomes {@code ::}.
   */
  private static String shortened(String host) {
    String longest = "";
    Matcher runs = ZERO_GROUPS.matcher(host);
    while (runs.find()) {
      longest = runs.group().length() > longest.length() ? runs.group() : longest;
    }
    return longest.length() < 3 ? host : host.replaceFirst(Pattern.quote(longest), "::");
  }
}
