package io.github.loghail.benchmarks;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.ThreadContext;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;

/**
 * An application whose configuration says which appender it logs to: {@code CLIENT FRAMEWORK COUNT
 * PER_SECOND}, from the time in {@code BEGIN} on. One that is named so is a Spring Boot
 * application.
 */
public final class StrangerApp {

  private static final String[] LEVELS = {"DEBUG", "INFO", "WARN", "ERROR"};

  private StrangerApp() {}

  /** What Spring Boot asks for. */
  public static final class Nothing {}

  static String level(int i) {
    return LEVELS[i % LEVELS.length];
  }

  static String message(String client, int i) {
    return client + " " + i + " größer 漢字 \uD83D\uDE80";
  }

  static boolean hasException(int i) {
    return i % 50 == 49;
  }

  private static RuntimeException exception(int i) {
    return new IllegalStateException("outer " + i, new IOException("root of " + i));
  }

  public static void main(String[] args) {
    String client = args[0];
    boolean isLogback = args[1].equals("logback");
    int count = Integer.parseInt(args[2]);
    double perSecond = Double.parseDouble(args[3]);
    if (client.startsWith("boot-")) {
      boot(client);
    } else if (isLogback) {
      LoggerFactory.getILoggerFactory();
    } else {
      LogManager.getContext();
    }
    long begin = Long.parseLong(System.getenv("BEGIN"));
    long wait = Math.max(0, begin - System.currentTimeMillis());
    long start = System.nanoTime() + wait * 1_000_000;
    for (int i = 0; i < count; i++) {
      long due = start + (long) (i * 1e9 / perSecond);
      while (System.nanoTime() - due < 0) {
        LockSupport.parkNanos(due - System.nanoTime()); // thirty that poll would need both cores
      }
      if (isLogback) {
        logback(client, i);
      } else {
        log4j2(client, i);
      }
    }
    if (isLogback) {
      ((ch.qos.logback.classic.LoggerContext) LoggerFactory.getILoggerFactory()).stop();
    } else {
      LogManager.shutdown();
    }
  }

  private static void boot(String client) {
    SpringApplication app = new SpringApplication(Nothing.class);
    app.setWebApplicationType(WebApplicationType.NONE);
    app.setRegisterShutdownHook(false);
    app.setLogStartupInfo(false);
    app.setDefaultProperties(
        Map.of(
            "spring.application.name",
            client,
            "spring.main.banner-mode",
            "off",
            "logging.config",
            "classpath:strangers/" + client + ".xml",
            "logging.structured.format.console",
            "logstash"));
    app.run();
  }

  private static void logback(String client, int i) {
    MDC.put("order", "o-" + i);
    LoggerFactory.getLogger("com.acme.shop.Service" + i % 7)
        .atLevel(org.slf4j.event.Level.valueOf(level(i)))
        .setCause(hasException(i) ? exception(i) : null)
        .log(message(client, i));
  }

  private static void log4j2(String client, int i) {
    ThreadContext.put("order", "o-" + i);
    LogManager.getLogger("com.acme.shop.Service" + i % 7)
        .log(Level.valueOf(level(i)), message(client, i), hasException(i) ? exception(i) : null);
  }
}
