package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressRangeTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.255.255, 11.0.0.0",
    "192.168.1.128/25, 192.168.1.128, 192.168.1.127",
    "192.168.1.4/31, 192.168.1.5, 192.168.1.6",
    "192.168.1.4/32, 192.168.1.4, 192.168.1.5",
    "192.168.1.4, 192.168.1.4, 192.168.1.5",
    "0.0.0.0/0, 255.255.255.255, ::1",
    "0.0.0.0/1, 127.255.255.255, 128.0.0.0",
    "fd00::/8, fdff::1, fe00::",
    "2001:db8::/33, 2001:db8:7fff::, 2001:db8:8000::",
    "::/0, ffff::, 1.2.3.4",
    "fe80::1, fe80::1, fe80::2",
  })
  void containsWhatBeginsLikeIt(String range, String in, String out) throws UnknownHostException {
    AddressRange parsed = AddressRange.parse(range);
    assertThat(parsed.contains(InetAddress.getByName(in).getAddress())).isTrue();
    assertThat(parsed.contains(InetAddress.getByName(out).getAddress())).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.0.0.0/33 | has more than 32 bits behind the /",
        "::/129 | has more than 128 bits behind the /",
        "10.0.0.1/8 | is no range: did you mean 10.0.0.0/8?",
        "::ffff:10.0.0.0/104 | is an IPv4 address: write 10.0.0.0",
        "10.0.0 | is not an address range such as 192.168.1.0/24",
        "10.0.0.256 | is not an address range such as 192.168.1.0/24",
        "010.0.0.1 | is not an address range such as 192.168.1.0/24",
        "10.0.0.0/ | is not an address range such as 192.168.1.0/24",
        "10.0.0.0/-1 | is not an address range such as 192.168.1.0/24",
        "10.0.0.0/8/8 | is not an address range such as 192.168.1.0/24",
        "1::2::3 | is not an address range such as 192.168.1.0/24",
        "fe80::1%lo | is not an address range such as 192.168.1.0/24",
        "[::1] | is not an address range such as 192.168.1.0/24",
        "example.com | is not an address range such as 192.168.1.0/24",
        "cafe | is not an address range such as 192.168.1.0/24",
        "'' | is not an address range such as 192.168.1.0/24",
      })
  void saysWhatIsWrong(String text, String message) {
    assertThatThrownBy(() -> AddressRange.parse(text)).hasMessage(message);
  }

  @Test
  void loopbackIsAlwaysAllowed() throws UnknownHostException {
    AllowList list = new AllowList(List.of(AddressRange.parse("10.0.0.0/8")));
    assertThat(list.allows(InetAddress.getByName("127.8.8.8"))).isTrue();
    assertThat(list.allows(InetAddress.getByName("::1"))).isTrue();
    assertThat(list.allows(InetAddress.getByName("10.1.2.3"))).isTrue();
    assertThat(list.allows(InetAddress.getByName("11.1.2.3"))).isFalse();
    assertThat(list.allows(InetAddress.getByName("fd00::1"))).isFalse();
    assertThat(AllowList.EVERYBODY.allows(InetAddress.getByName("fd00::1"))).isTrue();
    assertThat(AllowList.EVERYBODY.allows(InetAddress.getByName("8.8.8.8"))).isTrue();
  }
}
