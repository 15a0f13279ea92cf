package io.github.loghail.receiver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * A JSON object that was read: texts, longs, doubles, booleans, null, lists and objects by key, in
 * their order. Whole numbers that no long holds are texts.
 *
 * @param fields not to be changed
 */
record JsonObject(Map<String, Object> fields) {

  /** Chains of 64 causes in suppressed exceptions, eight deep, and some more. */
  static final int MAX_DEPTH = 2000;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE) // as long as the line, which has a limit
                  .build())
          .build();

  /** Reads one object; null when the bytes are anything else. */
  static JsonObject parse(byte[] bytes, int length) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes, 0, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      JsonObject object = object(parser);
      return parser.nextToken() == null ? object : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  private static JsonObject object(JsonParser parser) {
    Map<String, Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      fields.put(key, value(parser));
    }
    return new JsonObject(fields);
  }

  private static List<Object> list(JsonParser parser) {
    List<Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(parser));
    }
    return list;
  }

  private static Object value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> list(parser);
      case VALUE_NUMBER_INT -> whole(parser);
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NULL -> null;
      default -> parser.getString();
    };
  }

  private static Object whole(JsonParser parser) {
    return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? parser.getString()
        : parser.getLongValue();
  }

  /** A text; null when there is none of that key. */
  String text(String key) {
    return fields.get(key) instanceof String text ? text : null;
  }

  /** A whole number; the other one when there is none of that key. */
  long number(String key, long otherwise) {
    return fields.get(key) instanceof Long number ? number : otherwise;
  }

  /** A number of things; 0 when there is none of that key. */
  int count(String key) {
    return (int) Math.max(0, Math.min(number(key, 0), Integer.MAX_VALUE));
  }

  /** Whether the value is true. */
  boolean is(String key) {
    return Boolean.TRUE.equals(fields.get(key));
  }

  /** An object; null when there is none of that key. */
  JsonObject object(String key) {
    return fields.get(key) instanceof JsonObject object ? object : null;
  }

  /** Those entries of a list that are of a type; none when there is no list of that key. */
  <T> List<T> list(String key, Class<T> type) {
    if (!(fields.get(key) instanceof List<?> list)) {
      return List.of();
    }
    return list.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
