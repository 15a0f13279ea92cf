package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.wire.Checksum;
import io.github.loghail.wire.Datagram;
import io.github.loghail.wire.Decoder;
import io.github.loghail.wire.Event;
import io.github.loghail.wire.EventEncoder;
import io.github.loghail.wire.Names;
import io.github.loghail.wire.PacketWriter;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class AttributeTextTest {

  /** Few keys and short values, so that many events share theirs, or nearly so. */
  @Property(tries = 300)
  void rendersEachAsIfItWereTheFirst(
      @ForAll @Size(max = 12)
          List<
                  @Size(max = 3) Map<
                      @AlphaChars @StringLength(max = 1) String, @IntRange(max = 1) Integer>>
              events) {
    AttributeText attributes = new AttributeText();
    for (Event event : packet(events)) {
      LineBuffer text = new LineBuffer();
      attributes.put(event, text);
      LineBuffer expected = new LineBuffer();
      new AttributeText().put(event, expected);
      assertThat(text).hasToString(expected.toString());
    }
  }

  @Test
  void knowsWhatIsSharedWithinAPacketAlone() {
    Map<String, Integer> same = Map.of("a", 1);
    List<Event> events = packet(List.of(same, same, same, Map.of("a", 0), Map.of()));
    // A value becomes a name when it is met for the second time.
    assertThat(events.get(1).sharesAttributes(events.get(2))).isTrue();
    assertThat(events.get(2).sharesAttributes(events.get(3))).isFalse();
    assertThat(events.get(2).sharesAttributes(events.get(4))).isFalse();
    assertThat(events.get(4).sharesAttributes(events.get(4))).isFalse();
    Event other = packet(List.of(same, same)).get(1);
    assertThat(events.get(1).sharesAttributes(other)).isFalse();
  }

  /** Numbers 0 and 1 stand for a text that is repeated, and so may be written as a name. */
  private static List<Event> packet(List<Map<String, Integer>> events) {
    EventEncoder encoder = new EventEncoder(new Names(), 1 << 16);
    PacketWriter writer = new PacketWriter(7, Made.RESOURCE, false);
    byte[] packet = new byte[60_000];
    writer.open(packet, packet.length, 0, 0);
    for (Map<String, Integer> attributes : events) {
      do {
        encoder.begin(9, Made.NANOS, "logger", "main");
        attributes.forEach((key, value) -> encoder.attribute(key, "value " + value));
      } while (!encoder.finish());
      assertThat(writer.append(encoder)).isTrue();
    }
    int length = writer.seal();
    new Checksum().put(packet, length);
    Datagram.Events read = (Datagram.Events) new Decoder().decode(packet, length);
    return read.records().stream().map(Event.class::cast).toList();
  }
}
