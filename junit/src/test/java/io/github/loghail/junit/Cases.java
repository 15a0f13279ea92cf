package io.github.loghail.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Test classes that other tests run; no build finds them by their names. */
final class Cases {

  private static final Logger LOG = LoggerFactory.getLogger("com.acme.Checkout");

  private Cases() {}

  @ExtendWith(LoghailExtension.class)
  static class Failing {
    @Test
    void fails(LoggedEvents events) {
      LOG.info("paying with {}", "visa");
      LOG.error("declined", new IllegalStateException("no money"));
      throw new AssertionError("not paid");
    }
  }

  @ExtendWith(LoghailExtension.class)
  static class FailingByParameter {
    @ParameterizedTest
    @ValueSource(strings = "visa")
    void fails(String card) {
      LOG.info("paying with {}", card);
      throw new AssertionError("not paid");
    }
  }

  @ExtendWith(LoghailExtension.class)
  static class Silent {
    @Test
    void fails() {
      throw new AssertionError("not paid");
    }
  }

  @ExtendWith(LoghailExtension.class)
  static class Passing {

    @BeforeAll
    static void logs(LoggedEvents events) {
      LOG.info("for all");
      assertThat(events.messages()).containsExactly("for all");
    }

    @Test
    void passes(LoggedEvents events) {
      LOG.info("one");
      assertThat(events.messages()).containsExactly("one");
    }

    @Test
    void isAborted() {
      LOG.info("two");
      Assumptions.abort("not here");
    }

    @Nested
    class Inner {
      @Test
      void hasTheReceiverOfItsOuterClass(LoggedEvents events) {
        LOG.info("three");
        assertThat(events.messages()).containsExactly("three");
      }
    }
  }

  @ExtendWith(LoghailExtension.class)
  static class Endless {
    @Test
    void fails() {
      for (int i = 0; i < 3000; i++) {
        LOG.info("round {}", i);
      }
      throw new AssertionError("not paid");
    }
  }
}
