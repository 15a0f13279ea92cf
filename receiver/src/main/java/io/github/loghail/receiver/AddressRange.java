package io.github.loghail.receiver;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses with the same first bits (RFC 4632, RFC 4291). */
final class AddressRange {

  /** No leading zeros: some read those as octal. */
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?[1-9]\\d|1\\d\\d|\\d)(?:\\.(?!$)|$)){4}");

  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

  private static final Pattern CIDR = Pattern.compile("([^/]*)(?:/(\\d{1,3}))?");

  /** The first bits, and zeros behind them. */
  private final byte[] prefix;

  private final int bits;

  private AddressRange(byte[] prefix, int bits) {
    this.prefix = prefix;
    this.bits = bits;
  }

  /**
   * Reads {@code 10.0.0.0/8}, {@code fd00::/8}, or a single address. Never asks for a name.
   *
   * @throws IllegalArgumentException with the end of a sentence that begins with the text
   */
  static AddressRange parse(String text) {
    Matcher cidr = CIDR.matcher(text);
    if (!cidr.matches()) {
      throw new IllegalArgumentException("is not an address range such as 192.168.1.0/24");
    }
    byte[] address = address(cidr.group(1));
    int all = 8 * address.length;
    int bits = cidr.group(2) == null ? all : Integer.parseInt(cidr.group(2));
    if (bits > all) {
      throw new IllegalArgumentException("has more than " + all + " bits behind the /");
    }
    byte[] prefix = masked(address, bits);
    if (!Arrays.equals(prefix, address)) {
      throw new IllegalArgumentException("is no range: did you mean " + text(prefix, bits) + "?");
    }
    return new AddressRange(prefix, bits);
  }

  private static byte[] address(String text) {
    try {
      // In brackets it can only be a literal.
      InetAddress address =
          IPV4.matcher(text).matches()
              ? InetAddress.getByName(text)
              : IPV6.matcher(text).matches() ? InetAddress.getByName("[" + text + "]") : null;
      if (address instanceof Inet4Address && text.indexOf(':') >= 0) {
        throw new IllegalArgumentException("is an IPv4 address: write " + address.getHostAddress());
      }
      if (address != null) {
        return address.getAddress();
      }
    } catch (UnknownHostException e) {
      // said below
    }
    throw new IllegalArgumentException("is not an address range such as 192.168.1.0/24");
  }

  private static byte[] masked(byte[] address, int bits) {
    byte[] masked = new byte[address.length];
    System.arraycopy(address, 0, masked, 0, bits >> 3);
    if ((bits & 7) != 0) {
      masked[bits >> 3] = (byte) (address[bits >> 3] & 0xFF00 >> (bits & 7));
    }
    return masked;
  }

  private static String text(byte[] prefix, int bits) {
    try {
      return InetAddress.getByAddress(prefix).getHostAddress() + "/" + bits;
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // it has 4 or 16 bytes
    }
  }

  /** Whether an address, 4 or 16 bytes, is one of them. */
  boolean contains(byte[] address) {
    if (address.length != prefix.length) {
      return false;
    }
    int whole = bits >> 3;
    return Arrays.equals(address, 0, whole, prefix, 0, whole)
        && ((bits & 7) == 0
            || (address[whole] & 0xFF00 >> (bits & 7) & 0xFF) == (prefix[whole] & 0xFF));
  }
}
