package io.github.loghail.receiver;

import io.github.loghail.wire.Event;
import io.github.loghail.wire.Severity;
import io.github.loghail.wire.Utf8;
import java.time.ZoneId;

/**
 * Lines for people: time, service, level, logger, message, attributes; below it what has further
 * lines, each with the service in front, so that no message can be taken for another's line.
 */
final class TextRenderer implements Renderer {

  private static final int TIME_COLUMNS = 12;
  private static final int LEVEL_COLUMNS = 5;
  private static final int MESSAGE_COLUMNS = 30;

  private static final byte[][] LEVELS = new byte[Severity.FAMILIES][];

  static {
    for (int family = 0; family < LEVELS.length; family++) {
      LineBuffer level = new LineBuffer();
      level.put(Severity.name(1 + 4 * family));
      LEVELS[family] = level.spaces(LEVEL_COLUMNS - level.size()).toByteArray();
    }
  }

  private final Palette palette;
  private final Clock clock;
  private final ServiceColumn services;
  private final LoggerColumn loggers = new LoggerColumn();
  private final AttributeText attributes = new AttributeText();
  private final StackText stacks;

  TextRenderer(boolean colored, ZoneId zone) {
    palette = new Palette(colored);
    clock = Clock.timeOfDay(zone);
    services = new ServiceColumn(palette);
    stacks = new StackText(palette);
  }

  @Override
  public void idle(LineBuffer out) {
    out.put("no data.\n");
  }

  @Override
  public void render(Entry entry, LineBuffer out) {
    if (entry instanceof Entry.Logged logged) {
      event(logged.source(), logged.event(), out);
    } else if (entry instanceof Entry.Bare bare) {
      bare(bare, out);
    } else if (entry instanceof Entry.Repeated repeated) {
      repeated(repeated, out);
    } else {
      boolean begins = entry instanceof Entry.Joined || entry instanceof Entry.Restarted;
      if (begins) {
        services.joined(entry.source().service());
      }
      notice(entry, out);
      if (entry instanceof Entry.Left || entry instanceof Entry.Vanished) {
        services.left(entry.source().service());
      }
    }
  }

  private void start(Entry entry, LineBuffer out) {
    start(entry.source(), entry.epochNanos(), out);
  }

  private void start(Source source, long epochNanos, LineBuffer out) {
    out.put(palette.dim());
    clock.put(epochNanos, out);
    out.put(palette.reset()).put(' ');
    services.put(source.service(), out);
    out.put(' ').body();
  }

  private void continued(Source source, LineBuffer out) {
    out.spaces(TIME_COLUMNS + 1);
    services.put(source.service(), out);
    out.put(palette.dim()).put(" | ").put(palette.reset()).body();
  }

  private void event(Source source, Event event, LineBuffer out) {
    start(source, event.epochNanos(), out);
    int family = Severity.family(event.severity());
    if (event.isFormatted()) {
      Escaper.text(Lines.first(event.message()), out);
    } else {
      out.put(palette.level(family)).put(LEVELS[family]).put(palette.reset()).put(' ');
      out.put(palette.dim());
      loggers.put(event.logger(), out);
      out.put(palette.reset()).put(' ');
      message(event, family, out);
    }
    out.put('\n');
    Lines.forEachFurther(event.message(), line -> further(source, line, out));
    if (event.thrown() != null) {
      stacks.write(event.thrown(), () -> continued(source, out), out);
    }
  }

  private void message(Event event, int family, LineBuffer out) {
    int start = out.size();
    out.put(palette.message(family));
    int textStart = out.size();
    Escaper.text(Lines.first(event.message()), out);
    boolean hasMore =
        event.hasAttributes()
            || event.traceId() != null
            || event.caller() != null
            || event.originalBytes() > 0
            || !event.markers().isEmpty()
            || !event.contextStack().isEmpty();
    int columns = hasMore ? CodePoints.count(out.from(textStart)) : 0;
    if (textStart > start) {
      out.put(palette.reset());
    }
    if (hasMore) {
      out.spaces(Math.max(1, MESSAGE_COLUMNS - columns)).put(palette.dim());
      details(event, out);
      out.put(palette.reset());
    }
  }

  private void details(Event event, LineBuffer out) {
    attributes.put(event, out);
    for (Utf8 marker : event.markers()) {
      out.put(" [");
      line(marker, out);
      out.put(']');
    }
    for (Utf8 entry : event.contextStack()) {
      out.put(" <");
      line(entry, out);
      out.put('>');
    }
    if (event.traceId() != null) {
      out.put(" trace=").put(event.traceId());
    }
    if (event.caller() != null) {
      out.put(" (");
      stacks.place(event.caller(), out);
      out.put(')');
    }
    if (event.originalBytes() > 0) {
      out.put(" [shortened from ").put(Notices.size(event.originalBytes())).put(']');
    }
  }

  /** Any text, on one line. */
  private static void line(Utf8 text, LineBuffer out) {
    Escaper.text(text, out);
  }

  private void further(Source source, Utf8 line, LineBuffer out) {
    continued(source, out);
    Escaper.text(line, out);
    out.put('\n');
  }

  private void bare(Entry.Bare bare, LineBuffer out) {
    start(bare, out);
    Escaper.text(Lines.first(bare.text()), out);
    out.put('\n');
    Lines.forEachFurther(bare.text(), line -> further(bare.source(), line, out));
  }

  private void repeated(Entry.Repeated repeated, LineBuffer out) {
    continued(repeated.source(), out);
    out.put(palette.dim()).putUtf8(Notices.text(repeated)).put(palette.reset()).put('\n');
  }

  private void notice(Entry entry, LineBuffer out) {
    boolean isGood = entry instanceof Entry.Joined || entry instanceof Entry.Restarted;
    boolean isEnd = entry instanceof Entry.Left;
    start(entry, out);
    out.put(isGood || isEnd ? palette.dim() : palette.level(3));
    out.put(isGood ? '+' : isEnd ? '-' : '!').spaces(LEVEL_COLUMNS);
    Escaper.text(Utf8.of(Notices.text(entry)), out);
    out.put(palette.reset()).put('\n');
  }
}
