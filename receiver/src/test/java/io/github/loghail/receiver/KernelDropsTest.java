package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KernelDropsTest {

  /** Lines as Linux 6.1 writes them; 2537 is 9527. */
  private static final List<String> LINES =
      List.of(
          "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid"
              + "  timeout inode ref pointer drops            ",
          " 2131: 0100007F:2537 00000000:0000 07 00000000:00000000 00:00000000 00000000  1000"
              + "        0 48213 2 0000000000000000 17       ",
          " 2131: 0100007F:2537 00000000:0000 07 00000000:00000000 00:00000000 00000000  1000"
              + "        0 99999 2 0000000000000000 1000     ",
          " 2132: 0100007F:2538 00000000:0000 07 00000000:00000000 00:00000000 00000000  1000"
              + "        0 48214 2 0000000000000000 5        ");

  @Test
  void addsUpTheSocketsThatAreOurs() {
    Set<String> own = Set.of("48213", "48214");
    assertThat(KernelDrops.sum(LINES, Set.of(9527), own::contains)).isEqualTo(17);
    assertThat(KernelDrops.sum(LINES, Set.of(9527, 9528), own::contains)).isEqualTo(22);
    assertThat(KernelDrops.sum(LINES, Set.of(9527), inode -> false)).isZero();
  }
}
