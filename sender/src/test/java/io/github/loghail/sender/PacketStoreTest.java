package io.github.loghail.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PacketStoreTest {

  private static final int SIZE = 8192;

  /** What went in comes out, whole, until it is evicted; and what must be kept never is. */
  @Property(tries = 300)
  void neverLosesWhatMustBeKept(@ForAll long seed) {
    Random random = new Random(seed);
    PacketStore store = new PacketStore(SIZE);
    List<byte[]> all = new ArrayList<>();
    long keepFrom = 0;
    for (int step = 0; step < 300; step++) {
      int capacity = 200 + random.nextInt(900);
      if (store.reserve(capacity)) {
        byte[] packet = new byte[1 + random.nextInt(capacity)];
        random.nextBytes(packet);
        store.add(packet, packet.length, all.size(), 1);
        all.add(packet);
      } else {
        boolean isFull = store.keptBytes() + 3L * 1100 > SIZE || store.next() - keepFrom >= 16;
        assertThat(isFull).as("full means full").isTrue();
        assertThat(store.oldest()).isGreaterThanOrEqualTo(keepFrom);
      }
      if (random.nextInt(3) == 0) {
        keepFrom += random.nextInt((int) (store.next() - keepFrom + 1));
        store.keepFrom(keepFrom);
      }
      verify(store, all, keepFrom);
    }
  }

  private static void verify(PacketStore store, List<byte[]> all, long keepFrom) {
    PacketStore.Packet packet = new PacketStore.Packet();
    assertThat(store.next()).isEqualTo(all.size());
    assertThat(store.oldest()).isLessThanOrEqualTo(Math.max(keepFrom, 0));
    long kept = 0;
    for (long sequence = store.oldest(); sequence < store.next(); sequence++) {
      assertThat(store.read(sequence, packet)).isTrue();
      byte[] expected = all.get((int) sequence);
      assertThat(packet.length).isEqualTo(expected.length);
      assertThat(
              java.util.Arrays.equals(
                  store.bytes(),
                  packet.offset,
                  packet.offset + packet.length,
                  expected,
                  0,
                  expected.length))
          .isTrue();
      kept += sequence >= keepFrom ? packet.length : 0;
    }
    assertThat(store.keptBytes()).isEqualTo(kept);
  }

  @Test
  void makesRoomByGivingUpTheOldest() {
    PacketStore store = new PacketStore(SIZE);
    store.keepFrom(Long.MAX_VALUE);
    for (int i = 0; i < 20; i++) {
      assertThat(store.reserve(1000)).isTrue();
      store.add(new byte[1000], 1000, i, 1);
    }
    assertThat(store.oldest()).isEqualTo(12);
    assertThat(store.makeRoom(0)).isEqualTo(16);
    assertThat(store.oldest()).isEqualTo(16);
    assertThat(store.keptBytes()).isEqualTo(4000);
    assertThat(store.expired()).isEqualTo(16);
    assertThat(store.makeRoom(18)).isEqualTo(18);
    assertThat(store.keptBytes()).isEqualTo(2000);
  }

  @Test
  void makesNoRoomOfWhatMustBeKept() {
    PacketStore store = new PacketStore(SIZE);
    for (int i = 0; i < 8; i++) {
      assertThat(store.reserve(1000)).isTrue();
      store.add(new byte[1000], 1000, i, 1);
    }
    assertThat(store.makeRoom(0)).isZero();
    store.keepFrom(2);
    assertThat(store.makeRoom(0)).isEqualTo(2);
    assertThat(store.keptBytes()).isEqualTo(6000);
  }
}
