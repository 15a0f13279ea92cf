package io.github.loghail.receiver;

import io.github.loghail.wire.Event;
import io.github.loghail.wire.Frame;
import io.github.loghail.wire.Thrown;
import io.github.loghail.wire.Utf8;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Tells an application's own stack frames from those of libraries: by the packages it was given, or
 * by what it finds for each service in the names of its loggers and in the classes whose {@code
 * main} is at the bottom of a trace. A session does not say its main class. Not thread-safe.
 */
final class AppFrames {

  static final int MAX_SERVICES = 512;

  /** All events are looked at until so many; after that one of sixteen, and those that matter. */
  private static final int LOOKED_AT = 4096;

  private static final int SAMPLED = 16;

  private static final String GENERATED = "<generated>";

  private final List<Utf8> given;
  private final LinkedHashMap<String, AppPackages> found = new LinkedHashMap<>(16, 0.75f, true);
  private long events;
  private String lastService;
  private AppPackages last;

  /**
   * Makes one.
   *
   * @param packages the application's packages, or none to find them
   */
  AppFrames(List<String> packages) {
    given = packages.stream().map(Utf8::of).toList();
  }

  /** An event is shown: its logger says something of its service. */
  void learn(String service, Event event) {
    boolean isLookedAt = ++events < LOOKED_AT || event.thrown() != null || events % SAMPLED == 0;
    if (!isLookedAt || !given.isEmpty()) {
      return;
    }
    AppPackages packages = of(service);
    packages.add(event.logger());
    for (Thrown each = event.thrown(); each != null; each = each.cause()) {
      packages.addMain(each.frames());
    }
  }

  @SuppressWarnings("StringEquality") // a source's events share their string: the usual case
  private AppPackages of(String service) {
    if (service != lastService) {
      AppPackages packages = found.get(service);
      if (packages == null) {
        if (found.size() == MAX_SERVICES) {
          found.remove(found.keySet().iterator().next());
        }
        packages = new AppPackages();
        found.put(service, packages);
      }
      lastService = service;
      last = packages;
    }
    return last;
  }

  /** Whether a frame is the application's own. */
  boolean isApp(String service, Frame frame) {
    Utf8 name = frame.className();
    if (isGenerated(frame)) {
      return false;
    }
    if (!given.isEmpty()) {
      return given.stream().anyMatch(each -> AppPackages.isIn(name, each));
    }
    return of(service).holds(name);
  }

  /** Proxies stand in the application's packages, and say nothing. */
  private static boolean isGenerated(Frame frame) {
    return frame.file().length() == GENERATED.length() && frame.file().toString().equals(GENERATED);
  }
}
