package io.github.loghail.receiver;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.github.loghail.wire.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A regular expression in RE2's syntax, which takes time linear in the text whatever it is; {@code
 * ^} and {@code $} stand at the ends of lines. Immutable, and equal to another of the same source.
 *
 * @see <a href="https://github.com/google/re2/wiki/Syntax">RE2, Syntax</a>
 */
final class TextPattern {

  static final int MAX_CHARS = 4096;

  /** Matches replaced one by one in a text. */
  static final int MAX_REPLACED = 1000;

  /** What RE2/J puts in front of the source for its flag. */
  private static final String MULTILINE = "(?m)";

  private final String source;
  private final Pattern pattern;

  /** Answers at once whether it matches; null for a pattern that has what it does not know. */
  private final LazyAutomaton automaton;

  private final boolean ignoresCase;

  /** In bytes, RE2/J 1.8 takes every place behind a character that is not ASCII for a beginning. */
  private final boolean mayMistakeBeginnings;

  private TextPattern(String source, Pattern pattern) {
    this.source = source;
    this.pattern = pattern;
    automaton = LazyAutomaton.of(source);
    ignoresCase = PatternTree.ignoresCase(source);
    mayMistakeBeginnings = source.contains("^") || source.contains("\\A");
  }

  /**
   * Reads a pattern.
   *
   * @param option the option that it was given to, for the message
   * @throws BadFilterException with one line that names option, pattern and reason
   */
  static TextPattern of(String option, String regex) {
    try {
      String reason = PatternSize.isTooLarge(regex) ? "repeats too much" : null;
      reason = PatternFold.isEndless(regex) ? "ignores the case of U+1C80 to U+1C88" : reason;
      reason = regex.length() > MAX_CHARS ? "longer than 4096 characters" : reason;
      if (reason == null) {
        return new TextPattern(regex, Pattern.compile(regex, Pattern.MULTILINE));
      }
      throw bad(option, regex, reason);
    } catch (PatternSyntaxException e) {
      throw bad(option, regex, reason(e, regex));
    } catch (StackOverflowError e) {
      throw bad(option, regex, "nested too deeply");
    }
  }

  private static BadFilterException bad(String option, String regex, String reason) {
    String shown = regex.length() > 100 ? regex.substring(0, 100) + "..." : regex;
    return new BadFilterException(
        option + " " + BadFilterException.quoted(shown) + " is not a pattern: " + reason);
  }

  /** What RE2/J says, and the part that it says it of unless that is the whole. */
  private static String reason(PatternSyntaxException e, String regex) {
    String part = e.getPattern() == null ? "" : e.getPattern().replace(MULTILINE, "");
    boolean isWhole = part.isEmpty() || part.equals(regex) || part.length() > 100;
    return e.getDescription() + (isWhole ? "" : " in " + BadFilterException.quoted(part));
  }

  /** Whether it matches anywhere in well-formed UTF-8. */
  boolean isIn(byte[] text) {
    LazyAutomaton.Answer answer = ask(text);
    if (answer != LazyAutomaton.Answer.UNKNOWN) {
      return answer == LazyAutomaton.Answer.YES;
    }
    return mustBeString(text) ? pattern.matcher(string(text)).find() : pattern.matcher(text).find();
  }

  /** Beyond ASCII other characters may be the same in another case: the Kelvin sign is a k. */
  private LazyAutomaton.Answer ask(byte[] text) {
    return automaton != null && (!ignoresCase || isAscii(text))
        ? automaton.isIn(text)
        : LazyAutomaton.Answer.UNKNOWN;
  }

  private boolean mustBeString(byte[] text) {
    return mayMistakeBeginnings && !isAscii(text);
  }

  private static boolean isAscii(byte[] text) {
    for (byte c : text) {
      if (c < 0) {
        return false;
      }
    }
    return true;
  }

  private static String string(byte[] text) {
    return new String(text, StandardCharsets.UTF_8);
  }

  /** Whether it matches anywhere in a text. */
  boolean isIn(Utf8 text) {
    return isIn(EventText.of(text));
  }

  /**
   * Marks the bytes of all places where it matches in well-formed UTF-8.
   *
   * @param text the text
   * @param marks one for each byte, set to true where it matches
   * @param maxMatches more are not looked for
   */
  void mark(byte[] text, boolean[] marks, int maxMatches) {
    if (ask(text) == LazyAutomaton.Answer.NO) {
      return;
    }
    String string = mustBeString(text) ? string(text) : null;
    Matcher matcher = string == null ? pattern.matcher(text) : pattern.matcher(string);
    for (int i = 0; i < maxMatches && matcher.find(); i++) {
      int start = string == null ? matcher.start() : bytes(string, matcher.start());
      int end = string == null ? matcher.end() : bytes(string, matcher.end());
      Arrays.fill(marks, start, end, true);
    }
  }

  /**
   * The text with another in place of each match; the same object where nothing matches. Behind
   * {@value #MAX_REPLACED} matches all of the rest is replaced: a pattern may look at the whole
   * text for each of them.
   */
  Utf8 replaced(Utf8 text, String replacement) {
    byte[] wellFormed = EventText.of(text);
    if (!isIn(wellFormed)) {
      return text;
    }
    String string = string(wellFormed);
    StringBuilder out = new StringBuilder();
    Matcher matcher = pattern.matcher(string);
    int end = 0;
    for (int i = 0; end < string.length() && matcher.find(); i++) {
      if (matcher.end() > matcher.start()) {
        out.append(string, end, matcher.start()).append(replacement);
        end = i < MAX_REPLACED ? matcher.end() : string.length();
      }
    }
    return Utf8.of(out.append(string, end, string.length()).toString());
  }

  private static int bytes(String string, int chars) {
    return string.substring(0, chars).getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TextPattern that && source.equals(that.source);
  }

  @Override
  public int hashCode() {
    return source.hashCode();
  }

  /** As it is written in a status line. */
  @Override
  public String toString() {
    return "/" + Escaper.visible(source) + "/";
  }
}
