package io.github.loghail.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.LifeCycle;
import io.github.loghail.sender.SenderStatus;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** What the user's own encoder or layout makes of an event, in UTF-8. */
@FunctionalInterface
interface Body {

  byte[] of(ILoggingEvent event);

  /** The body that was configured, or null when the fields are to be sent. */
  static Body configured(
      Encoder<ILoggingEvent> encoder, Layout<ILoggingEvent> layout, SenderStatus status) {
    if (encoder != null && layout != null) {
      status.warn("both <encoder> and <layout> are configured; using the encoder");
    }
    if (encoder != null) {
      useUtf8(encoder, status);
      return isReady(encoder, "encoder", status) ? encoder::encode : null;
    }
    if (layout != null && isReady(layout, "layout", status)) {
      return event -> {
        String text = layout.doLayout(event);
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
      };
    }
    return null;
  }

  /** Unset, its charset would be the platform's. */
  private static void useUtf8(Encoder<ILoggingEvent> encoder, SenderStatus status) {
    if (encoder instanceof LayoutWrappingEncoder<ILoggingEvent> wrapping) {
      Charset charset = wrapping.getCharset();
      if (charset != null && !charset.equals(StandardCharsets.UTF_8)) {
        status.warn("the encoder's charset=\"" + charset + "\" is not UTF-8; using UTF-8");
      }
      wrapping.setCharset(StandardCharsets.UTF_8);
    }
  }

  /** A configuration file has started it by now; one set by a program may not be. */
  private static boolean isReady(LifeCycle part, String what, SenderStatus status) {
    if (!part.isStarted()) {
      part.start();
    }
    if (!part.isStarted()) {
      status.warn("the " + what + " did not start; sending the fields of events instead");
    }
    return part.isStarted();
  }
}
