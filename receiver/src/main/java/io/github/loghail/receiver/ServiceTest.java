package io.github.loghail.receiver;

import io.github.loghail.wire.Utf8;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which services are shown: any of those asked for, none of those excluded or hidden. */
final class ServiceTest {

  private final List<NameGlob> shown;
  private final List<NameGlob> excluded;
  private final Set<String> hidden;

  /** Events come in runs of one source. Written whole, so that any thread may read it. */
  private Verdict last = new Verdict(null, true);

  private record Verdict(Source source, boolean isShown) {}

  ServiceTest(List<NameGlob> shown, List<NameGlob> excluded, Set<String> hidden) {
    this.shown = shown;
    this.excluded = excluded;
    this.hidden = hidden;
  }

  /** The same with one service hidden, or no longer hidden. */
  ServiceTest with(String service, boolean isHidden) {
    Set<String> names = new TreeSet<>(hidden);
    if (isHidden) {
      names.add(service);
    } else {
      names.remove(service);
    }
    return new ServiceTest(shown, excluded, Collections.unmodifiableSet(names));
  }

  boolean isHidden(String service) {
    return hidden.contains(service);
  }

  boolean isEmpty() {
    return shown.isEmpty() && excluded.isEmpty() && hidden.isEmpty();
  }

  boolean accepts(Source source) {
    Verdict verdict = last;
    if (verdict.source != source) {
      verdict = new Verdict(source, decide(source.service()));
      last = verdict;
    }
    return verdict.isShown;
  }

  private boolean decide(String service) {
    Utf8 name = Utf8.of(service);
    return !hidden.contains(service)
        && (shown.isEmpty() || matchesAny(shown, name))
        && !matchesAny(excluded, name);
  }

  private static boolean matchesAny(List<NameGlob> globs, Utf8 name) {
    for (NameGlob glob : globs) {
      if (glob.matches(name)) {
        return true;
      }
    }
    return false;
  }

  void describe(List<String> words) {
    if (!shown.isEmpty()) {
      words.add("service=" + Filter.joined(shown));
    }
    excluded.forEach(glob -> words.add("-" + glob));
    hidden.forEach(name -> words.add("-" + Escaper.visible(name)));
  }
}
