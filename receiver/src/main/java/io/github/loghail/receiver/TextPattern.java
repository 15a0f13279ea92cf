package io.github.loghail.receiver;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.github.loghail.wire.Utf8;

/**
 * A regular expression in RE2's syntax, which takes time linear in the text whatever it is; {@code
 * ^} and {@code $} stand at the ends of lines. Immutable, and equal to another of the same source.
 *
 * @see <a href="https://github.com/google/re2/wiki/Syntax">RE2, Syntax</a>
 */
final class TextPattern {

  private static final int MAX_CHARS = 4096;

  /** What RE2/J puts in front of the source for its flag. */
  private static final String MULTILINE = "(?m)";

  private final String source;
  private final Pattern pattern;
  private final Literals literals;

  private TextPattern(String source, Pattern pattern) {
    this.source = source;
    this.pattern = pattern;
    this.literals = Literals.of(source);
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
    if (literals != null && literals.canDecide(text)) {
      return literals.isIn(text);
    }
    return pattern.matcher(text).find();
  }

  /** Whether it matches anywhere in a text. */
  boolean isIn(Utf8 text) {
    return isIn(EventText.of(text));
  }

  /** Finds all places in well-formed UTF-8, as byte offsets. */
  Matcher matcher(byte[] text) {
    return pattern.matcher(text);
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
