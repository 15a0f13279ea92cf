package io.github.loghail.receiver;

import io.github.loghail.wire.Utf8;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Loggers by the last part of their name, in a column that grows with them up to a limit. Where two
 * differ in their packages alone, both get the initials of those: {@code c.a.p.Gateway}.
 */
final class LoggerColumn {

  private static final int MIN_COLUMNS = 14;
  private static final int MAX_COLUMNS = 24;

  /** The longest name is written whole, however it pushes the line. */
  static final int UNLIMITED = Integer.MAX_VALUE;

  /** A power of two. */
  private static final int SLOTS = 512;

  static final int MAX_NAMES = 4096;

  private final Cell[] cells = new Cell[SLOTS];

  /** The one name that ends in this part, or {@link #SEVERAL}. */
  private final Map<Utf8, Utf8> namesByLastPart = new HashMap<>();

  private int limit = UNLIMITED;
  private int width = MIN_COLUMNS;

  /** No name of a logger, whose letters are not these bytes. */
  private static final Utf8 SEVERAL = new Utf8(new byte[] {(byte) 0xFF}, 0, 1);

  private record Cell(byte[] name, byte[] text, int columns) {}

  /**
   * Shortens what is longer.
   *
   * @param columns what there is, or {@link #UNLIMITED}
   */
  void limit(int columns) {
    limit = columns;
    width = Math.min(MIN_COLUMNS, columns);
    Arrays.fill(cells, null);
  }

  /** How many columns it takes now, of all names but longer ones that are not limited. */
  int columns() {
    return width;
  }

  void put(Utf8 logger, LineBuffer out) {
    int slot = slot(logger);
    Cell cell = cells[slot];
    if (cell == null || !isNamed(cell, logger)) {
      cell = cell(logger);
      cells[slot] = cell;
      width = Math.max(width, Math.min(cell.columns, MAX_COLUMNS));
    }
    out.put(cell.text).spaces(width - cell.columns);
  }

  /** Names differ most at their end. */
  private static int slot(Utf8 logger) {
    int hash = logger.length();
    int end = logger.offset() + logger.length();
    for (int i = Math.max(logger.offset(), end - 8); i < end; i++) {
      hash = 31 * hash + logger.bytes()[i];
    }
    return (hash ^ hash >>> 9) & SLOTS - 1;
  }

  private static boolean isNamed(Cell cell, Utf8 logger) {
    return Arrays.equals(
        cell.name,
        0,
        cell.name.length,
        logger.bytes(),
        logger.offset(),
        logger.offset() + logger.length());
  }

  private Cell cell(Utf8 logger) {
    Utf8 name = copy(logger, 0);
    int lastPart = lastPart(name);
    LineBuffer text = new LineBuffer();
    if (isShared(copy(name, lastPart), name)) {
      Escaper.text(initials(name, lastPart), text);
    }
    Escaper.text(new Utf8(name.bytes(), lastPart, name.length() - lastPart), text);
    int columns = Width.of(text.from(0));
    if (columns > limit) {
      text.cut(Width.fit(text.from(0), limit - 1));
      text.putUtf8("…");
      columns = Width.of(text.from(0));
    }
    return new Cell(name.bytes(), text.toByteArray(), columns);
  }

  /** Whether another name ends in the same part; what was written for that one is forgotten. */
  private boolean isShared(Utf8 lastPart, Utf8 name) {
    if (namesByLastPart.size() >= MAX_NAMES) {
      namesByLastPart.clear();
    }
    Utf8 known = namesByLastPart.putIfAbsent(lastPart, name);
    if (known == null || known.equals(name)) {
      return false;
    }
    if (known != SEVERAL) {
      namesByLastPart.put(lastPart, SEVERAL);
      Arrays.fill(cells, null);
    }
    return true;
  }

  /** The first character of each package, and a dot. */
  private static Utf8 initials(Utf8 name, int end) {
    LineBuffer initials = new LineBuffer();
    for (int part = 0; part < end; ) {
      int dot = part;
      while (name.bytes()[dot] != '.') {
        dot++;
      }
      int character = dot > part ? CodePoints.at(name.bytes(), part, dot) : -1;
      initials.put(name.bytes(), part, character < 0 ? 0 : CodePoints.bytes(character)).put('.');
      part = dot + 1;
    }
    return initials.from(0);
  }

  /** Where the last part begins; 0 for a name without packages, or that ends in a dot. */
  private static int lastPart(Utf8 name) {
    int start = name.length();
    while (start > 0 && name.bytes()[start - 1] != '.') {
      start--;
    }
    return start == name.length() ? 0 : start;
  }

  private static Utf8 copy(Utf8 text, int from) {
    int end = text.offset() + text.length();
    byte[] bytes = Arrays.copyOfRange(text.bytes(), text.offset() + from, end);
    return new Utf8(bytes, 0, bytes.length);
  }
}
