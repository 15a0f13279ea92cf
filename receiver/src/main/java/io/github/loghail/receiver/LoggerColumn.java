package io.github.loghail.receiver;

import io.github.loghail.wire.Utf8;
import java.util.Arrays;

/** Loggers by the last part of their name, in a column that grows with them up to a limit. */
final class LoggerColumn {

  private static final int MIN_COLUMNS = 14;
  private static final int MAX_COLUMNS = 24;

  /** A power of two. */
  private static final int SLOTS = 512;

  private final Cell[] cells = new Cell[SLOTS];
  private int width = MIN_COLUMNS;

  private record Cell(byte[] name, byte[] text, int columns) {}

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

  private static Cell cell(Utf8 logger) {
    int end = logger.offset() + logger.length();
    int start = end;
    while (start > logger.offset() && logger.bytes()[start - 1] != '.') {
      start--;
    }
    if (start == end) {
      start = logger.offset(); // it ends in a dot, or is empty
    }
    LineBuffer text = new LineBuffer();
    Escaper.text(new Utf8(logger.bytes(), start, end - start), text);
    byte[] name = Arrays.copyOfRange(logger.bytes(), logger.offset(), end);
    return new Cell(name, text.toByteArray(), CodePoints.count(text.from(0)));
  }
}
