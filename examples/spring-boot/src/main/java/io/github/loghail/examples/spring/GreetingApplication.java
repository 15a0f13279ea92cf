package io.github.loghail.examples.spring;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Greets whoever is named on the command line, and ends. */
@SpringBootApplication(proxyBeanMethods = false)
public class GreetingApplication {

  private static final Logger LOG = LoggerFactory.getLogger(GreetingApplication.class);

  /** Made by Spring. */
  public GreetingApplication() {}

  /**
   * Runs the application.
   *
   * @param names to be greeted
   */
  public static void main(String[] names) {
    SpringApplication.run(GreetingApplication.class, names);
  }

  @Bean
  CommandLineRunner greeter() {
    return names -> {
      for (String name : names) {
        LOG.atInfo().addKeyValue("name", name).log("Hello, {}", name);
      }
    };
  }
}
