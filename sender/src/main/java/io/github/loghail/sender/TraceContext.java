package io.github.loghail.sender;

import java.util.function.Predicate;

/**
 * Where tracing libraries put the W3C trace context of a thread: under two keys of the MDC. An
 * appender sends them as what they are, and not as attributes again.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>
 */
public enum TraceContext implements Predicate<String> {

  /** OpenTelemetry's logging instrumentations. */
  OPEN_TELEMETRY("trace_id", "span_id"),

  /** Micrometer Tracing, so Spring Boot. */
  MICROMETER("traceId", "spanId");

  private static final int TRACE_ID_DIGITS = 32;
  private static final int SPAN_ID_DIGITS = 16;

  private final String traceKey;
  private final String spanKey;

  TraceContext(String traceKey, String spanKey) {
    this.traceKey = traceKey;
    this.spanKey = spanKey;
  }

  /**
   * The key of the trace id.
   *
   * @return a key of the MDC
   */
  public String traceKey() {
    return traceKey;
  }

  /**
   * The key of the span id.
   *
   * @return a key of the MDC
   */
  public String spanKey() {
    return spanKey;
  }

  /**
   * Whether an entry of the MDC is one of the two.
   *
   * @param key the entry's
   * @return true when it need not be sent as an attribute
   */
  @Override
  public boolean test(String key) {
    return traceKey.equals(key) || spanKey.equals(key);
  }

  /**
   * Whether what stands under the two keys is a trace context. Shorter ids, as of B3, are not.
   *
   * @param traceId of the trace, or null
   * @param spanId of the span, or null for none
   * @return true for a string of 32 hexadecimal digits, and of 16 if there is a span
   */
  public static boolean isValid(Object traceId, Object spanId) {
    return isId(traceId, TRACE_ID_DIGITS) && (spanId == null || isId(spanId, SPAN_ID_DIGITS));
  }

  /** All zeros mean that there is none. */
  private static boolean isId(Object id, int digits) {
    if (!(id instanceof String text) || text.length() != digits) {
      return false;
    }
    int bits = 0;
    for (int i = 0; i < digits; i++) {
      int value = Character.digit(text.charAt(i), 16);
      if (value < 0 || text.charAt(i) > 'f') {
        return false; // the last excludes digits of other scripts
      }
      bits |= value;
    }
    return bits != 0;
  }
}
