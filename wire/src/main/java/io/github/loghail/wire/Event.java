package io.github.loghail.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * A log event: a view over the packet that it came in, checked when it was read. Texts become
 * objects only when they are asked for. Immutable as long as the packet's bytes are.
 */
public final class Event implements Datagram.Record {

  private static final int NONE = -1;

  private final byte[] bytes;
  private final NameTable names;
  private final int end;
  private final long sequence;
  private final int severity;
  private final int presence;
  private final long epochNanos;
  private final Utf8 logger;
  private final Utf8 thread;
  private final Utf8 message;

  /** In place of those in the bytes, or null. */
  private final List<Attribute> otherAttributes;

  private final List<Utf8> otherContextStack;
  private final int attributesAt;
  private final int attributesEnd;
  private final int markersAt;
  private final int contextStackAt;
  private final int traceAt;
  private final Frame caller;
  private final Thrown thrown;
  private final long originalBytes;

  /**
   * An attribute.
   *
   * @param key its name
   * @param value its value
   */
  public record Attribute(Utf8 key, Value value) {}

  /** Reads an event's body, all of it, so that nothing can fail later. */
  Event(Reader reader, NameTable names, long sequence) throws MalformedException {
    this.bytes = reader.bytes();
    this.names = names;
    this.sequence = sequence;
    this.end = reader.end();
    severity = Math.min(reader.u8(), Severity.MAX);
    presence = reader.u16();
    epochNanos = reader.i64();
    logger = names.name(reader);
    thread = names.name(reader);
    message = reader.text();
    otherAttributes = null;
    otherContextStack = null;
    attributesAt = has(Wire.HAS_ATTRIBUTES) ? skipAttributes(reader) : NONE;
    attributesEnd = reader.position();
    markersAt = has(Wire.HAS_MARKERS) ? skipMarkers(reader) : NONE;
    contextStackAt = has(Wire.HAS_CONTEXT_STACK) ? skipContextStack(reader) : NONE;
    traceAt = has(Wire.HAS_TRACE) ? reader.advance(Wire.TRACE_BYTES) : NONE;
    caller = has(Wire.HAS_CALLER) ? names.frame(reader) : null;
    thrown = has(Wire.HAS_THROWABLE) ? new ThrownReader(names).readChain(reader, 0) : null;
    originalBytes = has(Wire.HAS_ORIGINAL_SIZE) ? reader.varint() : 0;
  }

  private Event(
      Event event,
      Utf8 message,
      List<Attribute> attributes,
      List<Utf8> contextStack,
      Thrown thrown) {
    this.message = message;
    this.otherAttributes = attributes;
    this.otherContextStack = contextStack;
    this.thrown = thrown;
    bytes = event.bytes;
    names = event.names;
    end = event.end;
    sequence = event.sequence;
    severity = event.severity;
    presence = event.presence;
    epochNanos = event.epochNanos;
    logger = event.logger;
    thread = event.thread;
    attributesAt = event.attributesAt;
    attributesEnd = event.attributesEnd;
    markersAt = event.markersAt;
    contextStackAt = event.contextStackAt;
    traceAt = event.traceAt;
    caller = event.caller;
    originalBytes = event.originalBytes;
  }

  /**
   * The same event with other texts, for whoever must not show those it has.
   *
   * @param newMessage in place of {@link #message}
   * @param newAttributes in place of {@link #attributes}, not copied; null keeps them
   * @param newContextStack in place of {@link #contextStack}, not copied; null keeps it
   * @param newThrown in place of {@link #thrown}, or null for none
   * @return a new event
   */
  public Event withTexts(
      Utf8 newMessage,
      List<Attribute> newAttributes,
      List<Utf8> newContextStack,
      Thrown newThrown) {
    return new Event(this, newMessage, newAttributes, newContextStack, newThrown);
  }

  private boolean has(int part) {
    return (presence & part) != 0;
  }

  /**
   * The event's place in its session.
   *
   * @return 0 for the session's first
   */
  public long sequence() {
    return sequence;
  }

  /**
   * How severe it is.
   *
   * @return a number as in {@link Severity}
   */
  public int severity() {
    return severity;
  }

  /**
   * When it happened, by the sender's clock.
   *
   * @return nanoseconds since 1970-01-01T00:00:00Z
   */
  public long epochNanos() {
    return epochNanos;
  }

  /**
   * The logger's name.
   *
   * @return empty for none
   */
  public Utf8 logger() {
    return logger;
  }

  /**
   * The thread's name.
   *
   * @return empty for none
   */
  public Utf8 thread() {
    return thread;
  }

  /**
   * The message or, where {@link #isFormatted}, the finished line or lines.
   *
   * @return empty for none
   */
  public Utf8 message() {
    return message;
  }

  /**
   * Whether the message is the output of the application's own encoder or layout.
   *
   * @return true when it is to be printed as it is
   */
  public boolean isFormatted() {
    return has(Wire.IS_FORMATTED);
  }

  /**
   * Whether there are attributes.
   *
   * @return true when {@link #attributes} is not empty
   */
  public boolean hasAttributes() {
    return attributesAt != NONE;
  }

  /**
   * MDC entries and key-value pairs, in the order they were written; a key may occur twice, and the
   * last one holds.
   *
   * @return a list, empty for none
   */
  public List<Attribute> attributes() {
    if (otherAttributes != null) {
      return otherAttributes;
    }
    if (attributesAt == NONE) {
      return List.of();
    }
    return checked(
        attributesAt,
        reader -> {
          int count = reader.u16();
          List<Attribute> attributes = new ArrayList<>(count);
          for (int i = 0; i < count; i++) {
            attributes.add(new Attribute(names.name(reader), ValueType.read(reader, names)));
          }
          return attributes;
        });
  }

  /**
   * Whether there is an attribute with such a key; cheaper than {@link #attributes}.
   *
   * @param test is asked for each key, until it agrees
   * @return true when it has agreed
   */
  public boolean anyKey(Predicate<Utf8> test) {
    if (attributesAt == NONE) {
      return false;
    }
    return checked(
        attributesAt,
        reader -> {
          for (int left = reader.u16(); left > 0; left--) {
            if (test.test(names.name(reader))) {
              return true;
            }
            ValueType.skip(reader, names);
          }
          return false;
        });
  }

  /**
   * Whether it is plain from the bytes that the attributes are those of another event, as with what
   * one thread logs on behalf of one request: whoever has rendered those need not do it again.
   *
   * @param other any event
   * @return true when they are the same; false when they differ, or came in another packet
   */
  public boolean sharesAttributes(Event other) {
    return otherAttributes == other.otherAttributes
        && names == other.names
        && attributesAt != NONE
        && other.attributesAt != NONE
        && Arrays.equals(
            bytes,
            attributesAt,
            attributesEnd,
            other.bytes,
            other.attributesAt,
            other.attributesEnd);
  }

  /**
   * Names of the markers.
   *
   * @return a new list, empty for none
   */
  public List<Utf8> markers() {
    return list(markersAt, names::name);
  }

  /**
   * The nested diagnostic context, outermost first.
   *
   * @return a list, empty for none
   */
  public List<Utf8> contextStack() {
    return otherContextStack != null ? otherContextStack : list(contextStackAt, Reader::text);
  }

  /**
   * The W3C trace id.
   *
   * @return 32 hexadecimal digits, or null for none
   */
  public String traceId() {
    return traceAt == NONE ? null : Hex.format(bytes, traceAt, 16);
  }

  /**
   * The W3C span id.
   *
   * @return 16 hexadecimal digits, or null for none
   */
  public String spanId() {
    return traceAt == NONE || Bytes.getLong(bytes, traceAt + 16) == 0
        ? null
        : Hex.format(bytes, traceAt + 16, 8);
  }

  /**
   * Where the log call stands.
   *
   * @return the frame, or null when it was not asked for
   */
  public Frame caller() {
    return caller;
  }

  /**
   * The throwable that was logged.
   *
   * @return the outermost, or null for none
   */
  public Thrown thrown() {
    return thrown;
  }

  /**
   * How large the event was before its sender shortened it.
   *
   * @return bytes, or 0 when it is whole
   */
  public long originalBytes() {
    return originalBytes;
  }

  /**
   * How many bytes it keeps from being collected: those of its packet, or its own.
   *
   * @return the length of the array that it is a view over
   */
  public int heldBytes() {
    return bytes.length;
  }

  private int skipAttributes(Reader reader) throws MalformedException {
    int start = reader.position();
    for (int i = checkedCount(reader); i > 0; i--) {
      names.skipName(reader);
      ValueType.skip(reader, names);
    }
    return start;
  }

  private int skipMarkers(Reader reader) throws MalformedException {
    int start = reader.position();
    for (int i = checkedCount(reader); i > 0; i--) {
      names.skipName(reader);
    }
    return start;
  }

  private static int skipContextStack(Reader reader) throws MalformedException {
    int start = reader.position();
    for (int i = checkedCount(reader); i > 0; i--) {
      reader.skipText();
    }
    return start;
  }

  private static int checkedCount(Reader reader) throws MalformedException {
    int count = reader.u16();
    if (count > Wire.MAX_LIST) {
      throw new MalformedException("a list of " + count + " entries");
    }
    return count;
  }

  private interface Part<T> {
    T read(Reader reader) throws MalformedException;
  }

  private List<Utf8> list(int at, Part<Utf8> element) {
    if (at == NONE) {
      return List.of();
    }
    return checked(
        at,
        reader -> {
          int count = reader.u16();
          List<Utf8> list = new ArrayList<>(count);
          for (int i = 0; i < count; i++) {
            list.add(element.read(reader));
          }
          return list;
        });
  }

  /** Reads again what the constructor has read once: that it is well-formed is known. */
  private <T> T checked(int at, Part<T> part) {
    try {
      return part.read(new Reader(bytes, at, end));
    } catch (MalformedException e) {
      throw new IllegalStateException("the packet's bytes were changed", e);
    }
  }
}
