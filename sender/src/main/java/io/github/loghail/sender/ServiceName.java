package io.github.loghail.sender;

import java.util.function.UnaryOperator;

/** What a service is called when nobody has said so. */
final class ServiceName {

  private ServiceName() {}

  /**
   * The first that is known of: Spring's application name, OpenTelemetry's service name, the
   * context's name unless it is the framework's default, the main class or jar.
   */
  static String find(
      UnaryOperator<String> properties, UnaryOperator<String> environment, String contextName) {
    String[] candidates = {
      properties.apply("spring.application.name"),
      environment.apply("SPRING_APPLICATION_NAME"),
      properties.apply("otel.service.name"),
      environment.apply("OTEL_SERVICE_NAME"),
      isDefault(contextName) ? null : contextName,
      mainName(properties.apply("sun.java.command"))
    };
    for (String candidate : candidates) {
      if (candidate != null && !candidate.isBlank()) {
        return candidate.trim();
      }
    }
    return "java";
  }

  /** Log4j2 calls a context after the class loader's identity hash, in hexadecimal. */
  private static boolean isDefault(String contextName) {
    return contextName == null
        || contextName.equalsIgnoreCase("default")
        || contextName.matches("[0-9a-f]{5,8}");
  }

  /** The simple name of the main class or of the jar, without what was given to it. */
  private static String mainName(String command) {
    if (command == null || command.isBlank()) {
      return null;
    }
    String main = command.trim().split("\\s", 2)[0];
    if (main.endsWith(".jar")) {
      String file = main.substring(Math.max(main.lastIndexOf('/'), main.lastIndexOf('\\')) + 1);
      return file.substring(0, file.length() - ".jar".length());
    }
    String module = main.substring(main.lastIndexOf('/') + 1);
    return module.substring(Math.max(module.lastIndexOf('.'), module.lastIndexOf('$')) + 1);
  }
}
