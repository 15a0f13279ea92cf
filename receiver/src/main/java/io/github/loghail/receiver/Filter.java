package io.github.loghail.receiver;

import io.github.loghail.wire.Event;
import io.github.loghail.wire.Severity;
import io.github.loghail.wire.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is shown. An event must be severe enough, of a service and a logger that are asked for, pass
 * all field tests, match any of the patterns to include (and the live one, if there is one), and
 * none of those to exclude. Notices pass unless their service is hidden. The tests run from cheap
 * to dear, and only patterns look at the whole event.
 *
 * <p>Immutable: what changes while a receiver runs is a copy. Any thread may use it.
 */
final class Filter {

  /** Shows everything. */
  static final Filter NONE =
      new Filter(new Criteria(0, List.of(), List.of(), List.of(), List.of(), List.of(), List.of()));

  /**
   * What a filter is made of; an empty list asks for nothing.
   *
   * @param minSeverity least severity, 0 for any
   * @param services any of these, by name or glob
   * @param excludedServices none of these
   * @param loggers any of these
   * @param fields all of these
   * @param includes any of these
   * @param excludes none of these
   */
  record Criteria(
      int minSeverity,
      List<NameGlob> services,
      List<NameGlob> excludedServices,
      List<LoggerTest> loggers,
      List<FieldTest> fields,
      List<TextPattern> includes,
      List<TextPattern> excludes) {}

  /** An event without a severity, and text that is no event, count as INFO. */
  private static final int UNSPECIFIED = Severity.INFO;

  private final Criteria criteria;
  private final int minSeverity;
  private final ServiceTest services;
  private final TextPattern live;
  private final boolean isOpen;
  private final boolean hasPatterns;

  Filter(Criteria criteria) {
    this(
        criteria,
        criteria.minSeverity,
        new ServiceTest(criteria.services, criteria.excludedServices, Set.of()),
        null);
  }

  private Filter(Criteria criteria, int minSeverity, ServiceTest services, TextPattern live) {
    this.criteria = criteria;
    this.minSeverity = minSeverity;
    this.services = services;
    this.live = live;
    hasPatterns = live != null || !criteria.includes.isEmpty() || !criteria.excludes.isEmpty();
    isOpen =
        minSeverity <= 1
            && services.isEmpty()
            && criteria.loggers.isEmpty()
            && criteria.fields.isEmpty()
            && !hasPatterns;
  }

  /**
   * The same with another live pattern, which an event must match besides all else.
   *
   * @param re in RE2's syntax; null or empty for none
   * @throws BadFilterException when it is no pattern
   */
  Filter withInclude(String re) {
    boolean isNone = re == null || re.isEmpty();
    TextPattern pattern = isNone ? null : TextPattern.of("--include", re);
    return new Filter(criteria, minSeverity, services, pattern);
  }

  /** The same with another least severity; 0 for any. */
  Filter withLevel(int severity) {
    return new Filter(criteria, severity, services, live);
  }

  /** The same with a service hidden, or no longer hidden by this. */
  Filter withServiceHidden(String service, boolean hidden) {
    return new Filter(criteria, minSeverity, services.with(service, hidden), live);
  }

  /** Whether {@link #withServiceHidden} has hidden it. */
  boolean isServiceHidden(String service) {
    return services.isHidden(service);
  }

  /** Least severity that is shown; 0 for any. */
  int minSeverity() {
    return minSeverity;
  }

  /** Whether it hides nothing at all. */
  boolean isOpen() {
    return isOpen;
  }

  /** Whether anything of a source may be shown. */
  boolean acceptsService(Source source) {
    return services.accepts(source);
  }

  /** Whether an entry is to be shown. */
  boolean accepts(Entry entry) {
    if (isOpen) {
      return true;
    }
    if (entry instanceof Entry.Logged logged) {
      Event event = logged.event();
      return isSevere(event.severity())
          && services.accepts(entry.source())
          && hasLogger(event.logger())
          && hasFields(entry, event)
          && matches(entry);
    }
    if (entry instanceof Entry.Bare) {
      return isSevere(UNSPECIFIED)
          && services.accepts(entry.source())
          && hasLogger(Utf8.EMPTY)
          && hasFields(entry, null)
          && matches(entry);
    }
    return services.accepts(entry.source());
  }

  private boolean isSevere(int severity) {
    return (severity == 0 ? UNSPECIFIED : severity) >= minSeverity;
  }

  private boolean hasLogger(Utf8 logger) {
    List<LoggerTest> loggers = criteria.loggers;
    for (int i = 0; i < loggers.size(); i++) {
      if (loggers.get(i).accepts(logger)) {
        return true;
      }
    }
    return loggers.isEmpty();
  }

  private boolean hasFields(Entry entry, Event eventOrNull) {
    List<FieldTest> fields = criteria.fields;
    if (fields.isEmpty()) {
      return true;
    }
    List<Event.Attribute> attributes = eventOrNull == null ? List.of() : eventOrNull.attributes();
    for (int i = 0; i < fields.size(); i++) {
      if (!fields.get(i).accepts(entry, attributes)) {
        return false;
      }
    }
    return true;
  }

  private boolean matches(Entry entry) {
    if (!hasPatterns) {
      return true;
    }
    byte[] text = EventText.of(entry);
    return (live == null || live.isIn(text))
        && (criteria.includes.isEmpty() || isAnyIn(criteria.includes, text))
        && !isAnyIn(criteria.excludes, text);
  }

  private static boolean isAnyIn(List<TextPattern> patterns, byte[] text) {
    for (int i = 0; i < patterns.size(); i++) {
      if (patterns.get(i).isIn(text)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Short text for a status line, such as {@code level>=WARN -orders include=/refused/}; empty when
   * nothing is hidden. Without anything that a terminal would obey.
   */
  String describe() {
    List<String> words = new ArrayList<>();
    if (minSeverity > 1) {
      words.add("level>=" + Levels.name(minSeverity));
    }
    services.describe(words);
    if (!criteria.loggers.isEmpty()) {
      words.add("logger=" + joined(criteria.loggers));
    }
    criteria.fields.forEach(field -> words.add(field.toString()));
    criteria.includes.forEach(pattern -> words.add("include=" + pattern));
    if (live != null) {
      words.add("include=" + live);
    }
    criteria.excludes.forEach(pattern -> words.add("exclude=" + pattern));
    return String.join(" ", words);
  }

  static String joined(List<?> parts) {
    return parts.stream().map(Object::toString).collect(Collectors.joining(","));
  }
}
