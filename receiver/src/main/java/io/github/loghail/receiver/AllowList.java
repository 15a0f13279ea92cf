package io.github.loghail.receiver;

import java.net.InetAddress;
import java.util.List;

/**
 * Who may send. This machine's loopback always may: no datagram comes from there over a network, as
 * the system drops those that say so. An address can be forged all the same: the list keeps out
 * strangers and mistakes, a secret keeps out attackers.
 */
final class AllowList {

  /** All may; fit for sockets that only this machine reaches, or behind a secret. */
  static final AllowList EVERYBODY =
      new AllowList(List.of(AddressRange.parse("0.0.0.0/0"), AddressRange.parse("::/0")));

  private final List<AddressRange> ranges;

  AllowList(List<AddressRange> ranges) {
    this.ranges = ranges;
  }

  boolean allows(InetAddress address) {
    if (address.isLoopbackAddress()) {
      return true;
    }
    byte[] bytes = address.getAddress();
    for (int i = 0; i < ranges.size(); i++) {
      if (ranges.get(i).contains(bytes)) {
        return true;
      }
    }
    return false;
  }
}
