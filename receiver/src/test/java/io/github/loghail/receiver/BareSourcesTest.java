package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BareSourcesTest {

  private final List<Entry> shown = new ArrayList<>();
  private final BareSources sources = new BareSources(shown::add);

  private static InetSocketAddress address(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  @Test
  void tellsWhatFoundNoRoom() {
    sources.refuse(address(1));
    sources.refuse(address(1));
    sources.refuse(address(2));
    sources.report(5);
    sources.report(6);
    assertThat(Show.texts(shown)).containsExactlyInAnyOrder("lost 2", "lost 1");
  }

  @Test
  void keepsCountOfThoseItHadToForget() {
    int addresses = Limits.BARE_SOURCES + 10;
    for (int port = 1; port <= addresses; port++) {
      sources.refuse(address(port));
    }
    sources.report(5);
    long lost = shown.stream().mapToLong(entry -> ((Entry.Lost) entry).events()).sum();
    assertThat(lost).isEqualTo(addresses);
    assertThat(shown).hasSize(Limits.BARE_SOURCES + 1);
  }

  @Test
  void anAddressIsTheSameSourceAgain() {
    assertThat(sources.source(address(1))).isSameAs(sources.source(address(1)));
  }
}
