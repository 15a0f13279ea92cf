package io.github.loghail.receiver;

import io.github.loghail.wire.Utf8;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;

/**
 * The column of the services: as wide as the widest of those that are live or shown, measured anew
 * when one joins; each in a colour that no other live one has as long as there are colours. A
 * colour is chosen by the name, so that a service keeps it from run to run; one that has left keeps
 * it until a live one needs it.
 */
final class ServiceColumn {

  private static final int MIN_COLUMNS = 5;
  private static final int MAX_COLUMNS = 22;
  static final int MAX_SERVICES = 512;

  private final Palette palette;

  /** Those shown lately, the one shown longest ago first. */
  private final LinkedHashMap<String, Cell> cells = new LinkedHashMap<>(16, 0.75f, true);

  /** Services that have a colour, live or not. */
  private final int[] users = new int[Palette.services()];

  /** Services with a live session that have a colour. */
  private final int[] liveUsers = new int[Palette.services()];

  private int limit = MAX_COLUMNS;
  private int width = MIN_COLUMNS;
  private String lastService;
  private Cell last;

  private static final class Cell {
    final Utf8 name;
    byte[] text;
    int columns;
    int color;
    int liveSessions;

    Cell(Utf8 name, int limit, int color) {
      this.name = name;
      this.color = color;
      shorten(limit);
    }

    void shorten(int limit) {
      Utf8 shown = Width.fitted(name, limit);
      text = Arrays.copyOfRange(shown.bytes(), shown.offset(), shown.offset() + shown.length());
      columns = Width.of(shown);
    }
  }

  ServiceColumn(Palette palette) {
    this.palette = palette;
  }

  /** Shortens what is longer than so many columns. */
  void limit(int columns) {
    limit = Math.min(columns, MAX_COLUMNS);
    cells.values().forEach(cell -> cell.shorten(limit));
    measure();
  }

  /** As wide as the widest with a live session. */
  private void measure() {
    width = Math.min(MIN_COLUMNS, limit);
    for (Cell cell : cells.values()) {
      width = cell.liveSessions > 0 ? Math.max(width, cell.columns) : width;
    }
  }

  /** How many columns it takes now. */
  int columns() {
    return width;
  }

  /** What begins the colour of a service. */
  String color(String service) {
    return palette.service(cell(service).color);
  }

  /** Writes the service, padded. */
  void put(String service, LineBuffer out) {
    Cell cell = cell(service);
    width = Math.max(width, cell.columns);
    out.put(palette.service(cell.color)).put(cell.text).put(palette.reset());
    out.spaces(width - cell.columns);
  }

  /** A session of the service begins; a colour that has gone to a live one meanwhile is changed. */
  void joined(String service) {
    Cell cell = cell(service);
    if (cell.liveSessions++ == 0) {
      if (liveUsers[cell.color] > 0) {
        users[cell.color]--;
        cell.color = freeColor(service);
        users[cell.color]++;
      }
      liveUsers[cell.color]++;
      measure();
    }
  }

  /** A session of the service has ended, or is taken for dead. */
  void left(String service) {
    Cell cell = cell(service);
    if (cell.liveSessions > 0 && --cell.liveSessions == 0) {
      liveUsers[cell.color]--;
    }
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
      forgetOne();
    }
    LineBuffer text = new LineBuffer();
    Escaper.text(Utf8.of(service), text);
    Utf8 name = Width.fitted(text.from(0), MAX_COLUMNS);
    Cell cell = new Cell(name, limit, freeColor(service));
    cells.put(service, cell);
    users[cell.color]++;
    return cell;
  }

  /** The one shown longest ago. */
  private void forgetOne() {
    Iterator<Cell> oldest = cells.values().iterator();
    Cell cell = oldest.next();
    oldest.remove();
    users[cell.color]--;
    liveUsers[cell.color] -= cell.liveSessions > 0 ? 1 : 0;
  }

  private int freeColor(String service) {
    int wanted = Math.floorMod(service.hashCode() * 0x9E3779B9 >>> 8, users.length);
    int best = wanted;
    for (int i = 0; i < users.length; i++) {
      int candidate = (wanted + i) % users.length;
      if (isFreer(candidate, best)) {
        best = candidate;
      }
    }
    return best;
  }

  private boolean isFreer(int color, int than) {
    return liveUsers[color] != liveUsers[than]
        ? liveUsers[color] < liveUsers[than]
        : users[color] < users[than];
  }
}
