package io.github.loghail.receiver;

import io.github.loghail.wire.Utf8;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The column of the services: as wide as the widest of them, each in a colour that none of the
 * others has as long as there are colours. A colour is chosen by the name, so that a service keeps
 * it from run to run.
 */
final class ServiceColumn {

  private static final int MIN_COLUMNS = 5;
  private static final int MAX_COLUMNS = 22;
  private static final int MAX_SERVICES = 512;

  private final Palette palette;

  /** Those shown lately, the one shown longest ago first. */
  private final LinkedHashMap<String, Cell> cells = new LinkedHashMap<>(16, 0.75f, true);

  private final int[] users = new int[Palette.services()];
  private int width = MIN_COLUMNS;
  private String lastService;
  private Cell last;

  private record Cell(byte[] text, int columns, int color) {}

  ServiceColumn(Palette palette) {
    this.palette = palette;
  }

  /** Writes the service, padded. */
  void put(String service, LineBuffer out) {
    Cell cell = cell(service);
    out.put(palette.service(cell.color)).put(cell.text).put(palette.reset());
    out.spaces(width - cell.columns);
  }

  @SuppressWarnings("StringEquality") // a source's events share their string: the usual case
  private Cell cell(String service) {
    if (service == lastService) {
      return last;
    }
    Cell cell = cells.get(service);
    if (cell == null) {
      cell = add(service);
    }
    lastService = service;
    last = cell;
    return cell;
  }

  private Cell add(String service) {
    if (cells.size() == MAX_SERVICES) {
      Map.Entry<String, Cell> oldest = cells.entrySet().iterator().next();
      users[oldest.getValue().color]--;
      cells.remove(oldest.getKey());
    }
    LineBuffer text = new LineBuffer();
    Escaper.text(Utf8.of(service), text);
    Utf8 visible = shortened(text.from(0));
    Cell cell =
        new Cell(
            java.util.Arrays.copyOfRange(
                visible.bytes(), visible.offset(), visible.offset() + visible.length()),
            CodePoints.count(visible),
            color(service));
    cells.put(service, cell);
    users[cell.color]++;
    width = Math.max(width, cell.columns);
    return cell;
  }

  private static Utf8 shortened(Utf8 text) {
    int columns = 0;
    int at = 0;
    while (at < text.length() && columns < MAX_COLUMNS) {
      at++;
      while (at < text.length() && (text.bytes()[text.offset() + at] & 0xC0) == 0x80) {
        at++;
      }
      columns++;
    }
    return new Utf8(text.bytes(), text.offset(), at);
  }

  private int color(String service) {
    int wanted = Math.floorMod(service.hashCode() * 0x9E3779B9 >>> 8, users.length);
    int best = wanted;
    for (int i = 0; i < users.length; i++) {
      int candidate = (wanted + i) % users.length;
      if (users[candidate] < users[best]) {
        best = candidate;
      }
    }
    return best;
  }

  int width() {
    return width;
  }
}
