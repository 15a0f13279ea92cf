package io.github.loghail.receiver;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where flags may be set besides the command line; what comes later goes before.
 *
 * @param project a file of the folder that the command was started in
 * @param user the user's own file
 * @param environment the process's environment
 */
record ConfigPlaces(Path project, Path user, Map<String, String> environment) {

  /** Those of this process. A relative XDG_CONFIG_HOME does not count, says its specification. */
  static ConfigPlaces ofProcess() {
    return of(Path.of(""), Path.of(System.getProperty("user.home")), System.getenv());
  }

  static ConfigPlaces of(Path folder, Path home, Map<String, String> environment) {
    Path set = Path.of(environment.getOrDefault("XDG_CONFIG_HOME", ""));
    Path configs = set.isAbsolute() ? set : home.resolve(".config");
    return new ConfigPlaces(
        folder.resolve(".loghail"), configs.resolve("loghail").resolve("config"), environment);
  }
}
