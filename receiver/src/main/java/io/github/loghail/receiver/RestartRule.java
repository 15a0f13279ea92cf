package io.github.loghail.receiver;

import io.github.loghail.wire.Utf8;

/** A rule between the runs of a service. */
final class RestartRule {

  private static final int DASHES = 8;
  private static final int LEAST_DASHES = 2;

  private RestartRule() {}

  /** {@code ──────── orders started again, pid 4121 (was 4090) ────────}, no wider than so much. */
  static void put(
      Entry.Restarted restarted,
      ServiceColumn services,
      Palette palette,
      int columns,
      boolean asciiOnly,
      LineBuffer out) {
    String service = restarted.source().service();
    LineBuffer words = new LineBuffer();
    Escaper.text(Utf8.of(service + Notices.text(restarted)), words);
    Utf8 text = words.from(0);
    int dashes = DASHES;
    if (columns > 0) {
      int room = Math.max(columns, Room.LEAST_COLUMNS) - 2;
      text = Width.fitted(text, room - 2 * LEAST_DASHES);
      dashes = Math.min(DASHES, (room - Width.of(text)) / 2);
    }
    String dash = (asciiOnly ? "-" : "─").repeat(dashes);
    out.put(palette.dim()).putUtf8(dash).put(palette.reset()).put(' ').body();
    out.put(services.color(service)).put(text.bytes(), text.offset(), text.length());
    out.put(palette.reset()).put(' ').put(palette.dim()).putUtf8(dash);
    out.put(palette.reset()).put('\n');
  }
}
