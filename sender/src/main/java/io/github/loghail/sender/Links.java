package io.github.loghail.sender;

import io.github.loghail.wire.Resource;
import io.github.loghail.wire.Secret;
import io.github.loghail.wire.SecretFile;
import java.io.IOException;
import java.nio.file.Path;

/** Chooses the way for a configuration: never one in the clear where a secret is asked for. */
final class Links {

  private Links() {}

  /** Called by the sender's thread, which alone uses what it answers. */
  static Link open(
      SenderConfig config,
      long session,
      Resource resource,
      Reporter reporter,
      SendCounters counters) {
    long now = System.nanoTime();
    if (config.secretFile() != null) {
      return sealed(config, session, reporter, counters, now);
    }
    Link way = new NetworkLink(config, reporter, counters, now);
    return switch (config.format()) {
      case LOGHAIL -> way;
      case TEXT -> new ForeignLink(way, config, new TextForm(resource.service()), counters, now);
      case JSON -> new ForeignLink(way, config, new JsonForm(resource), counters, now);
    };
  }

  private static Link sealed(
      SenderConfig config, long session, Reporter reporter, SendCounters counters, long now) {
    try {
      Secret secret = SecretFile.read(Path.of(config.secretFile()), reporter::note);
      return new SealedLink(new NetworkLink(config, reporter, counters, now), secret, session);
    } catch (IOException | RuntimeException e) {
      reporter.shut("nothing is sent, as secretFile cannot be used: " + e.getMessage());
      return new ShutLink(now);
    }
  }
}
