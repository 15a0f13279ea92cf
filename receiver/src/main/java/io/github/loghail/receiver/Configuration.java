package io.github.loghail.receiver;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Defaults of flags from the project's file, the user's file and the environment; of several the
 * last one counts, and the command line before all. What is not understood is a warning.
 *
 * <p>A project's file may come with a repository that somebody has just checked out: it can set how
 * things look, but neither open an address to the network nor have files written.
 */
final class Configuration implements CommandLine.IDefaultValueProvider {

  private static final String ENVIRONMENT_PREFIX = "LOGHAIL_RECEIVER_";

  /** Commands that show events take all flags; others share where the receiver is. */
  private static final Set<String> COMMANDS_THAT_SHOW = Set.of("loghail", "view");

  /** What those others take, unless this variable says it. */
  private static final Map<String, String> SHARED_WITH_SENDERS =
      Map.of("port", "LOGHAIL_PORT", "secret-file", "LOGHAIL_SECRET_FILE");

  private final Map<String, OptionSpec> known = new TreeMap<>();
  private final Map<String, Setting> settings = new HashMap<>();
  private final ConfigPlaces places;
  private final Consumer<String> warnings;

  private Configuration(ConfigPlaces places, CommandSpec root, Consumer<String> warnings) {
    this.places = places;
    this.warnings = warnings;
    collect(root);
    root.subcommands().values().forEach(each -> collect(each.getCommandSpec()));
    readFile(places.project(), true);
    readFile(places.user(), false);
    add(environment());
  }

  /** Reads the places, and lets a command and its subcommands take their defaults from there. */
  static Configuration apply(ConfigPlaces places, CommandLine line, Consumer<String> warnings) {
    Configuration configuration = new Configuration(places, line.getCommandSpec(), warnings);
    line.setDefaultValueProvider(configuration);
    return configuration;
  }

  private void collect(CommandSpec command) {
    if (COMMANDS_THAT_SHOW.contains(command.name())) {
      for (OptionSpec option : command.options()) {
        if (!option.usageHelp() && !option.versionHelp()) {
          longNames(option).forEach(name -> known.putIfAbsent(name, option));
        }
      }
    }
  }

  private static List<String> longNames(OptionSpec option) {
    return Arrays.stream(option.names())
        .filter(name -> name.startsWith("--"))
        .map(name -> name.substring(2))
        .toList();
  }

  private void readFile(Path file, boolean isProject) {
    List<Setting> allowed = new ArrayList<>();
    for (Setting setting : ConfigFile.read(file, warnings)) {
      OptionSpec option = known.get(setting.key());
      if (isProject && option != null && isDangerous(option)) {
        warnings.accept(
            setting.place()
                + ": a project's file cannot set "
                + setting.key()
                + ", which opens addresses or files; "
                + Setting.printable(places.user().toString())
                + " can");
      } else {
        allowed.add(setting);
      }
    }
    add(allowed);
  }

  /** Of one place; a flag that is set twice there is a mistake that is worth a word. */
  private void add(List<Setting> settingsOfPlace) {
    Set<String> seen = new TreeSet<>();
    for (Setting setting : settingsOfPlace) {
      if (!known.containsKey(setting.key())) {
        warnAboutUnknown(setting);
        continue;
      }
      if (!seen.add(setting.key())) {
        warnings.accept(setting.place() + ": " + setting.key() + " is set again, and this counts");
      }
      settings.put(setting.key(), setting);
    }
  }

  private void warnAboutUnknown(Setting setting) {
    String nearest = Nearest.to(setting.key(), known.keySet());
    warnings.accept(
        setting.place()
            + ": there is no flag "
            + Setting.printable(setting.key())
            + (nearest == null ? "" : "; did you mean " + nearest + "?"));
  }

  /** Whatever takes a file is one, by its type; so that a new flag need not be added here. */
  private static boolean isDangerous(OptionSpec option) {
    return longNames(option).stream()
            .anyMatch(name -> name.matches("bind|allow|.*(file|secret|key|token).*"))
        || Arrays.stream(option.auxiliaryTypes()).anyMatch(Configuration::isFile)
        || isFile(option.type());
  }

  private static boolean isFile(Class<?> type) {
    return type == Path.class || type == java.io.File.class;
  }

  private List<Setting> environment() {
    List<Setting> found = new ArrayList<>();
    new TreeMap<>(places.environment())
        .forEach(
            (name, value) -> {
              if (name.startsWith(ENVIRONMENT_PREFIX) && !value.isBlank()) {
                String key = name.substring(ENVIRONMENT_PREFIX.length()).toLowerCase(Locale.ROOT);
                found.add(
                    new Setting(
                        key.replace('_', '-'),
                        value.strip(),
                        "the environment's " + Setting.printable(name)));
              }
            });
    return found;
  }

  @Override
  public String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || !takes(option)) {
      return null;
    }
    for (String name : longNames(option)) {
      Setting setting = settings.get(name);
      if (setting != null) {
        return setting.value().isEmpty() ? valueWhenAlone(option) : setting.value();
      }
    }
    return null;
  }

  /** A sender's LOGHAIL_PORT is more to the point than where the receiver listens by default. */
  private boolean takes(OptionSpec option) {
    return COMMANDS_THAT_SHOW.contains(option.command().name())
        || longNames(option).stream()
            .map(SHARED_WITH_SENDERS::get)
            .anyMatch(name -> name != null && !places.environment().containsKey(name));
  }

  private static String valueWhenAlone(OptionSpec option) {
    boolean isFlag = option.arity().max() == 0;
    return isFlag ? "true" : option.arity().min() == 0 ? option.fallbackValue() : "";
  }

  /** Where a value was set that a message complains of; empty for the command line. */
  String origin(String message, List<String> arguments) {
    for (Setting setting : settings.values()) {
      OptionSpec option = known.get(setting.key());
      boolean isNamed =
          Pattern.compile("--" + Pattern.quote(setting.key()) + "(?![\\w-])")
              .matcher(message)
              .find();
      if (isNamed && arguments.stream().noneMatch(argument -> sets(argument, option))) {
        return " (" + setting.place() + ")";
      }
    }
    return "";
  }

  private static boolean sets(String argument, OptionSpec option) {
    return Arrays.stream(option.names())
        .anyMatch(
            name ->
                argument.equals(name)
                    || argument.startsWith(name + "=")
                    || name.length() == 2 && argument.startsWith(name));
  }
}
