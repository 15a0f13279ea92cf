package io.github.loghail.receiver;

import io.github.loghail.wire.Utf8;

/** Writes JSON into a {@link LineBuffer}, straight from UTF-8; commas come by themselves. */
final class JsonWriter {

  private final LineBuffer out;
  private boolean needsComma;

  JsonWriter(LineBuffer out) {
    this.out = out;
  }

  private void element() {
    if (needsComma) {
      out.put(',');
    }
    needsComma = true;
  }

  JsonWriter open() {
    element();
    out.put('{');
    needsComma = false;
    return this;
  }

  void close() {
    out.put('}');
    needsComma = true;
  }

  void openList() {
    element();
    out.put('[');
    needsComma = false;
  }

  void closeList() {
    out.put(']');
    needsComma = true;
  }

  /** A key of our own. */
  JsonWriter key(String ascii) {
    element();
    out.put('"').put(ascii).put("\":");
    needsComma = false;
    return this;
  }

  /** What stands between the quotation marks of a string. */
  static String inside(Utf8 text) {
    LineBuffer inside = new LineBuffer();
    Escaper.json(text, inside);
    return inside.toString();
  }

  /** A key as {@link #inside} made it. */
  JsonWriter escapedKey(String inside) {
    element();
    out.put('"').putUtf8(inside).put("\":");
    needsComma = false;
    return this;
  }

  JsonWriter key(Utf8 text) {
    element();
    string(text);
    out.put(':');
    needsComma = false;
    return this;
  }

  void field(String key, Utf8 text) {
    key(key).value(text);
  }

  void field(String key, String text) {
    key(key).value(Utf8.of(text));
  }

  void field(String key, long number) {
    key(key).value(number);
  }

  void field(String key, boolean value) {
    key(key).value(value);
  }

  void value(Utf8 text) {
    element();
    string(text);
  }

  void value(long number) {
    element();
    out.put(number);
  }

  /** JSON has no infinities and no NaN: these are strings. */
  void value(double number) {
    element();
    boolean isNumber = Double.isFinite(number);
    out.put(isNumber ? "" : "\"").put(Double.toString(number)).put(isNumber ? "" : "\"");
  }

  void value(boolean value) {
    element();
    out.put(Boolean.toString(value));
  }

  void nothing() {
    element();
    out.put("null");
  }

  /** A value that somebody else writes, right after this. */
  void verbatim() {
    element();
  }

  private void string(Utf8 text) {
    out.put('"');
    Escaper.json(text, out);
    out.put('"');
  }
}
