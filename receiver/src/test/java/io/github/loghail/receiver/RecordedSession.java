package io.github.loghail.receiver;

import io.github.loghail.wire.DropCause;
import io.github.loghail.wire.DropCounts;
import io.github.loghail.wire.EventEncoder;
import io.github.loghail.wire.JavaTrace;
import io.github.loghail.wire.Resource;
import io.github.loghail.wire.Severity;
import io.github.loghail.wire.Utf8;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What three services said within four seconds: something of everything that a line may hold. */
final class RecordedSession {

  private static final long MILLI = 1_000_000;

  private static final Source SHOP = source("shop", 4121, "logback");
  private static final Source SHOP_AGAIN = source("shop", 4177, "logback");
  private static final Source PAY = source("payment-gateway", 4122, "log4j2");
  private static final Source JAPANESE = source("注文サービス", 4123, "logback");

  private RecordedSession() {}

  private static Source source(String service, long pid, String framework) {
    return new Source(
        service,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 5000),
        pid,
        new Resource(service, "box", pid, framework, 0));
  }

  private static long at(long millis) {
    return Made.NANOS + millis * MILLI;
  }

  private static Entry event(
      Source source, long millis, int severity, String logger, Consumer<EventEncoder> rest) {
    return Made.at(source, at(millis), severity, logger, rest);
  }

  static List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry.Joined(SHOP, at(0)));
    entries.add(new Entry.Joined(PAY, at(12)));
    entries.add(
        event(
            SHOP,
            187,
            Severity.INFO,
            "com.acme.shop.OrderService",
            event -> {
              event.message("Order accepted");
              event.attribute("order", 4711);
              event.attribute("user", "ada");
            }));
    entries.add(
        event(
            PAY,
            204,
            Severity.WARN,
            "com.acme.pay.internal.RetryingChargeGatewayAdapter",
            event -> {
              event.message("Charge is slow, trying again\nattempt 2 of 3");
              event.attribute("order", 4711);
              event.attribute("amount", "12.50 EUR");
              event.attribute("card", "visa");
              event.marker("AUDIT");
              event.trace("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7");
            }));
    entries.add(new Entry.Joined(JAPANESE, at(260)));
    entries.add(
        event(
            JAPANESE,
            391,
            Severity.DEBUG,
            "jp.例.注文.注文受付サービス",
            event -> {
              event.message("注文を受け付けました \uD83D\uDE80");
              event.attribute("顧客", "山田 太郎");
              event.attribute("cafe\u0301", "ok");
            }));
    entries.add(
        event(
            PAY,
            801,
            Severity.ERROR,
            "com.acme.pay.Gateway",
            event -> {
              event.message("Charge declined");
              event.attribute("order", 4711);
              event.throwable(JavaTrace.of(declined()), JavaTrace.ACCESS);
            }));
    entries.add(new Entry.Lost(PAY, at(810), 37));
    entries.add(new Entry.Dropped(SHOP, at(900), drops()));
    entries.add(new Entry.ClockOff(JAPANESE, at(950), 3210 * MILLI));
    entries.add(new Entry.Vanished(SHOP, at(3000)));
    entries.add(new Entry.Restarted(SHOP_AGAIN, at(3100), SHOP));
    entries.add(
        event(
            SHOP_AGAIN,
            3150,
            Severity.TRACE,
            "com.acme.shop.Main",
            event -> event.message("\u001b[31mnot red\u202e, with\ta tab")));
    entries.add(
        new Entry.Bare(
            new Source("127.0.0.1:5514", SHOP.address(), 0, null),
            at(3200),
            Utf8.of("plain text\nof two lines\n")));
    entries.add(new Entry.Left(JAPANESE, at(3300)));
    return entries;
  }

  private static DropCounts drops() {
    DropCounts drops = new DropCounts();
    drops.add(DropCause.RING_FULL, Severity.TRACE, 900);
    drops.add(DropCause.RING_FULL, Severity.DEBUG, 304);
    return drops;
  }

  /** A read that timed out below an HTTP client, below the application, below a web server. */
  static Throwable declined() {
    StackTraceElement[] outer =
        frames(
            "com.acme.pay.Gateway.charge 1",
            "com.acme.pay.ChargeController.post 1",
            "org.springframework.web.servlet.FrameworkServlet.service 22",
            "org.apache.catalina.core.ApplicationFilterChain.doFilter 9");
    Throwable root = new java.net.SocketTimeoutException("read timed out");
    root.setStackTrace(
        Stream.of(
                frames(
                    "java.net.SocketInputStream.read 4",
                    "org.apache.http.impl.BHttpConnectionBase.fill 6",
                    "com.acme.pay.http.Client.post 2"),
                outer)
            .flatMap(Stream::of)
            .toArray(StackTraceElement[]::new));
    Throwable declined = new IllegalStateException("card declined", root);
    declined.setStackTrace(outer);
    return declined;
  }

  /** So many frames of each method, in lines 1 and following. */
  static StackTraceElement[] frames(String... groups) {
    return Stream.of(groups)
        .flatMap(
            group -> {
              String name = group.substring(0, group.indexOf(' '));
              String owner = name.substring(0, name.lastIndexOf('.'));
              String file = owner.substring(owner.lastIndexOf('.') + 1) + ".java";
              String method = name.substring(name.lastIndexOf('.') + 1);
              int count = Integer.parseInt(group.substring(group.indexOf(' ') + 1));
              return IntStream.rangeClosed(1, count)
                  .mapToObj(line -> new StackTraceElement(owner, method, file, line));
            })
        .toArray(StackTraceElement[]::new);
  }
}
