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

  private static final int LEVEL_COLUMNS = 5;
  private static final int MESSAGE_COLUMNS = 30;

  /** Of the sign between a service and a continued line. */
  private static final int CONTINUED_COLUMNS = 3;

  private static final byte[][] LEVELS = new byte[Severity.FAMILIES][];

  static {
    for (int family = 0; family < LEVELS.length; family++) {
      LineBuffer level = new LineBuffer();
      level.put(Severity.name(1 + 4 * family));
      LEVELS[family] = level.spaces(LEVEL_COLUMNS - level.size()).toByteArray();
    }
  }

  private final Palette palette;
  private final Layout layout;
  private final TimeColumn time;
  private final ServiceColumn services;
  private final LoggerColumn loggers = new LoggerColumn();
  private final AttributeText attributes = new AttributeText();
  private final AppFrames app;
  private final StackText stacks;
  private final TemplateLine template;

  /** Details that found no room beside their message. */
  private final LineBuffer under = new LineBuffer();

  private int columns;
  private Room room = Room.UNLIMITED;

  TextRenderer(boolean colored, ZoneId zone) {
    this(Layout.usual(colored, zone));
  }

  TextRenderer(Layout layout) {
    this.layout = layout;
    palette = new Palette(layout.colored());
    time = layout.time();
    services = new ServiceColumn(palette);
    app = new AppFrames(layout.appPackages());
    stacks = new StackText(palette, layout.stack(), app);
    template =
        layout.template() == null
            ? null
            : new TemplateLine(layout.template(), palette, time, services);
  }

  @Override
  public void idle(LineBuffer out) {
    out.put("no data.\n");
  }

  @Override
  public void render(Entry entry, LineBuffer out) {
    fit(layout.columns().getAsInt());
    if (entry instanceof Entry.Logged logged) {
      event(logged.source(), logged.event(), out);
      time.written(logged.epochNanos());
    } else if (entry instanceof Entry.Bare bare) {
      bare(bare, out);
      time.written(bare.epochNanos());
    } else if (entry instanceof Entry.Repeated repeated) {
      repeated(repeated, out);
    } else {
      boolean begins = entry instanceof Entry.Joined || entry instanceof Entry.Restarted;
      if (begins) {
        services.joined(entry.source().service());
      }
      if (entry instanceof Entry.Restarted restarted) {
        RestartRule.put(restarted, services, palette, columns, layout.asciiOnly(), out);
      } else {
        notice(entry, out);
      }
      if (entry instanceof Entry.Left || entry instanceof Entry.Vanished) {
        services.left(entry.source().service());
      }
    }
  }

  /** The terminal has so many columns now. */
  private void fit(int now) {
    if (now != columns) {
      columns = now;
      room = Room.of(now, time.columns());
      services.limit(room.serviceColumns());
      loggers.limit(room.loggerColumns());
    }
  }

  /** What the time takes, with the space behind it. */
  private int timeColumns() {
    return room.showsTime() && time.columns() > 0 ? time.columns() + 1 : 0;
  }

  private void start(Entry entry, LineBuffer out) {
    start(entry.source(), entry.epochNanos(), out);
  }

  private void start(Source source, long epochNanos, LineBuffer out) {
    if (timeColumns() > 0) {
      out.put(palette.dim());
      time.put(epochNanos, out);
      out.put(palette.reset()).put(' ');
    }
    services.put(source.service(), out);
    out.put(' ').body();
  }

  private void continued(Source source, LineBuffer out) {
    continued(source, '|', out);
  }

  /** The sign tells text of the event from what is ours. */
  private void continued(Source source, char sign, LineBuffer out) {
    out.spaces(timeColumns());
    services.put(source.service(), out);
    out.put(palette.dim()).put(' ').put(sign).put(' ').put(palette.reset()).body();
  }

  private void event(Source source, Event event, LineBuffer out) {
    app.learn(source.service(), event);
    under.clear();
    if (template != null) {
      template.put(source, event, out.body());
    } else {
      line(source, event, out);
    }
    out.put('\n');
    Lines.forEachFurther(event.message(), line -> further(source, line, out));
    if (under.size() > 0) {
      detailsUnder(source, out);
    }
    if (event.thrown() != null) {
      stacks.write(source.service(), event.thrown(), () -> continued(source, out), out);
    }
  }

  private void line(Source source, Event event, LineBuffer out) {
    start(source, event.epochNanos(), out);
    if (event.isFormatted()) {
      Notices.putUnlike(event.message(), out);
      return;
    }
    int family = Severity.family(event.severity());
    out.put(palette.level(family)).put(LEVELS[family]).put(palette.reset()).put(' ');
    if (room.loggerColumns() > 0) {
      out.put(palette.dim());
      loggers.put(event.logger(), out);
      out.put(palette.reset()).put(' ');
    }
    message(event, family, out);
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
    int messageColumns = hasMore ? Width.of(out.from(textStart)) : 0;
    if (textStart > start) {
      out.put(palette.reset());
    }
    if (hasMore) {
      details(event, messageColumns, out);
    }
  }

  /** Beside the message, if there is room for all of them; else they are kept for below. */
  private void details(Event event, int messageColumns, LineBuffer out) {
    int gap = Math.max(1, MESSAGE_COLUMNS - messageColumns);
    if (!room.isLimited()) {
      details(event, out.spaces(gap).put(palette.dim()));
      out.put(palette.reset());
      return;
    }
    details(event, under);
    int spare = columns - messageStart() - messageColumns - Width.of(under.from(0));
    if (room.isWide() && spare >= 0) {
      out.spaces(Math.min(gap, spare)).put(palette.dim()).put(under).put(palette.reset());
      under.clear();
    }
  }

  /** The column that the message begins in. */
  private int messageStart() {
    int logger = room.loggerColumns() > 0 ? loggers.columns() + 1 : 0;
    return timeColumns() + services.columns() + 1 + LEVEL_COLUMNS + 1 + logger;
  }

  /** As many on a line as there is room for; one that is longer by itself is not cut. */
  private void detailsUnder(Source source, LineBuffer out) {
    Utf8 all = under.from(1); // behind the space in front of the first
    int left = columns - timeColumns() - services.columns() - CONTINUED_COLUMNS;
    int end = all.offset() + all.length();
    for (int at = all.offset(); at < end; ) {
      int to = Wrap.end(all.bytes(), at, end, left);
      continued(source, ':', out);
      out.put(palette.dim()).put(all.bytes(), at, to - at).put(palette.reset()).put('\n');
      at = to + 1;
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
      StackText.place(event.caller(), out);
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
    if (template != null) {
      template.put(bare, out.body());
    } else {
      start(bare, out);
      Notices.putUnlike(bare.text(), out);
    }
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
