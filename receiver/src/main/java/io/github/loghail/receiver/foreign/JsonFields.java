package io.github.loghail.receiver.foreign;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * The fields of a JSON object, those of objects in it by a path of keys: {@code
 * {"log":{"level":1}}} and {@code {"log.level":1}} are the same.
 *
 * @param fields in their order: a String, Long, {@link Decimal}, Boolean, null, or a list of such
 *     and of maps; of a key that comes twice the last one holds
 */
record JsonFields(Map<String, Object> fields) {

  /** More than anybody logs; what is deeper or longer is refused. */
  static final int MAX_DEPTH = 32;

  static final int MAX_FIELDS = 1024;
  static final int MAX_KEY_CHARS = 512;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(TokenStreamFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW) // keys are strangers'
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // Python writes NaN
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNameLength(MAX_KEY_CHARS)
                  .maxStringLength(Integer.MAX_VALUE) // as long as the datagram, which has a limit
                  .build())
          .build();

  /**
   * A number that is not whole, or that no long holds.
   *
   * @param text as it was written
   */
  record Decimal(String text) {

    /** The nearest value; the text where there is none. */
    Object value() {
      try {
        double value = Double.parseDouble(text);
        return Double.isFinite(value) ? (Object) value : text;
      } catch (NumberFormatException e) {
        return text; // as INF
      }
    }
  }

  /** A value as an attribute can have it. */
  static Object plain(Object value) {
    if (value instanceof Decimal decimal) {
      return decimal.value();
    }
    return value instanceof List<?> list ? list.toString() : value;
  }

  /** A value as it was written; null for none. */
  static String textOf(Object value) {
    return value == null ? null : value instanceof Decimal decimal ? decimal.text() : value + "";
  }

  /** Reads one object or several, one after the other. */
  static List<JsonFields> readAll(byte[] bytes, int length) throws UnreadableException {
    int start = hasByteOrderMark(bytes, length) ? 3 : 0;
    List<JsonFields> objects = new ArrayList<>(1);
    try (JsonParser parser =
        JSON.createParser(ObjectReadContext.empty(), bytes, start, length - start)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token != JsonToken.START_OBJECT) {
          throw new UnreadableException("behind an object comes something else");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        object(parser, "", fields);
        objects.add(new JsonFields(fields));
      }
      return objects;
    } catch (UnexpectedEndOfInputException e) {
      throw new UnreadableException("it ends in the middle of an object");
    } catch (StreamConstraintsException e) {
      int end = e.getOriginalMessage().indexOf(", from ");
      throw new UnreadableException(e.getOriginalMessage().substring(0, Math.max(0, end)) + ")");
    } catch (JacksonException e) {
      long at = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
      throw new UnreadableException("no JSON at byte " + at + ": " + inShort(e));
    }
  }

  private static boolean hasByteOrderMark(byte[] bytes, int length) {
    return length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF;
  }

  /** What follows lists what else would do, and settings of the parser. */
  private static String inShort(JacksonException e) {
    String message = e.getOriginalMessage();
    int end = message.indexOf(": ");
    return end < 0 ? message : message.substring(0, end);
  }

  private static void object(JsonParser parser, String prefix, Map<String, Object> out)
      throws UnreadableException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = prefix.isEmpty() ? parser.currentName() : prefix + parser.currentName();
      if (key.length() > MAX_KEY_CHARS) {
        throw new UnreadableException("a key longer than " + MAX_KEY_CHARS + " characters");
      }
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        object(parser, key + ".", out);
      } else {
        out.put(key, value(parser));
        if (out.size() > MAX_FIELDS) {
          throw new UnreadableException("more than " + MAX_FIELDS + " fields");
        }
      }
    }
  }

  private static List<Object> list(JsonParser parser) throws UnreadableException {
    List<Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        Map<String, Object> fields = new LinkedHashMap<>();
        object(parser, "", fields);
        list.add(fields);
      } else {
        list.add(value(parser));
      }
    }
    return list;
  }

  private static Object value(JsonParser parser) throws UnreadableException {
    return switch (parser.currentToken()) {
      case START_ARRAY -> list(parser);
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? new Decimal(parser.getString())
              : (Object) parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> new Decimal(parser.getString());
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NULL -> null;
      default -> parser.getString();
    };
  }
}
