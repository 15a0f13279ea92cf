package io.github.loghail.junit;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;

/**
 * Gives tests what was logged while they ran, and prints it on the standard error when one fails.
 *
 * <pre>{@code
 * @ExtendWith(LoghailExtension.class)
 * class CheckoutTest {
 *   @Test
 *   void declinedCardsAreLogged(LoggedEvents events) {
 *     checkout.pay(DECLINED);
 *     events.await(event -> event.message().contains("declined"));
 *     assertThat(events.errors()).isEmpty();
 *   }
 * }
 * }</pre>
 *
 * <p>The logging configuration that the tests run with must have a Loghail appender, Logback's or
 * Log4j2's; nothing in it has to be changed. While a test class runs, all such appenders of the JVM
 * send to a receiver that only this machine can reach, on a port that was free, instead of the
 * configured one: those that run already, and those that start later.
 *
 * <p>Each test has its own events: those logged from its first {@code @BeforeEach} on, by any
 * thread of the JVM. Where test classes run at the same time each gets the events of all.
 */
public final class LoghailExtension
    implements BeforeAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AfterAllCallback,
        ParameterResolver {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(LoghailExtension.class);

  /** Closed by the context that opened it: a nested class, or a test, uses its class's. */
  private record Opened(LoggedEvents events, String opener) {}

  /** Made by JUnit, or for a field with {@code @RegisterExtension}. */
  public LoghailExtension() {}

  @Override
  public void beforeAll(ExtensionContext context) {
    open(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    open(context).clear();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Opened opened = opened(context);
    if (opened != null && hasFailed(context)) {
      System.err.print(FailureLog.of(name(context), opened.events()));
    }
    close(context);
  }

  private static boolean hasFailed(ExtensionContext context) {
    return context
        .getExecutionException()
        .filter(thrown -> !(thrown instanceof TestAbortedException))
        .isPresent();
  }

  /** A display name is added where it says more than the method's name. */
  private static String name(ExtensionContext context) {
    String method = context.getRequiredTestMethod().getName();
    String name = context.getRequiredTestClass().getSimpleName() + "." + method;
    String display = context.getDisplayName();
    return display.startsWith(method) ? name : name + " " + display;
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close(context);
  }

  private static LoggedEvents open(ExtensionContext context) {
    Opened opened = opened(context);
    if (opened == null) {
      opened = new Opened(Capture.open(), context.getUniqueId());
      context.getStore(NAMESPACE).put(Opened.class, opened);
    }
    return opened.events();
  }

  private static void close(ExtensionContext context) {
    Opened opened = opened(context);
    if (opened != null && opened.opener().equals(context.getUniqueId())) {
      context.getStore(NAMESPACE).remove(Opened.class);
      Capture.close(opened.events());
    }
  }

  private static Opened opened(ExtensionContext context) {
    return context.getStore(NAMESPACE).get(Opened.class, Opened.class);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == LoggedEvents.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return open(context);
  }
}
