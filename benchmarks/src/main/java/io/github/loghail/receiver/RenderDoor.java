package io.github.loghail.receiver;

import io.github.loghail.wire.Datagram;
import io.github.loghail.wire.Event;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.ZoneId;

/** Lets the benchmarks into the renderers, which no program sees. */
public final class RenderDoor {

  private final LineBuffer lines = new LineBuffer();
  private final Source source =
      new Source("orders", new InetSocketAddress(InetAddress.getLoopbackAddress(), 5000), 7, null);
  private final Renderer renderer;

  /**
   * Makes one.
   *
   * @param isJson whether it writes JSON, not text
   */
  public RenderDoor(boolean isJson) {
    renderer = isJson ? new JsonRenderer() : new TextRenderer(false, ZoneId.of("UTC"));
  }

  /**
   * Renders all events of a packet.
   *
   * @param packet as it was decoded
   * @return bytes written
   */
  public int render(Datagram.Events packet) {
    lines.clear();
    for (Datagram.Record each : packet.records()) {
      if (each instanceof Event event) {
        renderer.render(new Entry.Logged(source, event), lines);
      }
    }
    return lines.size();
  }
}
