package io.github.loghail.receiver.foreign;

import static io.github.loghail.receiver.foreign.Heard.nanos;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.wire.Event;
import io.github.loghail.wire.Severity;
import java.time.ZoneId;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class SyslogTest {

  /** RFC 5424, section 6.5, example 1. */
  @Test
  void readsTheFirstExampleOfRfc5424() {
    Heard heard =
        Heard.of(
            "<34>1 2003-10-11T22:14:15.003Z mymachine.example.com su - ID47 -"
                + " \uFEFF'su root' failed for lonvick on /dev/pts/8");
    assertThat(Heard.text(heard.event()))
        .isEqualTo(
            "FATAL [] [] 'su root' failed for lonvick on /dev/pts/8 facility=auth msgid=ID47");
    assertThat(heard.event().epochNanos()).isEqualTo(nanos("2003-10-11T22:14:15.003Z"));
    assertThat(heard.origin())
        .isEqualTo(new Origin("su", "mymachine.example.com", 0, Format.SYSLOG, Heard.FROM));
  }

  /** RFC 5424, section 6.5, examples 2 to 4. */
  @Test
  void readsTheOtherExamplesOfRfc5424() {
    Heard heard =
        Heard.of(
            "<165>1 2003-08-24T05:14:15.000003-07:00 192.0.2.1 myproc 8710 - - %% It's time",
            "<165>1 2003-10-11T22:14:15.003Z mymachine.example.com evntslog - ID47"
                + " [exampleSDID@32473 iut=\"3\" eventSource=\"Application\" eventID=\"1011\"]"
                + " \uFEFFAn application event log entry...",
            "<165>1 2003-10-11T22:14:15.003Z mymachine.example.com evntslog - ID47"
                + " [exampleSDID@32473 iut=\"3\"][examplePriority@32473 class=\"high\"]");
    assertThat(heard.unreadable).isEmpty();
    assertThat(heard.events).hasSize(3);
    assertThat(heard.events.get(0).epochNanos()).isEqualTo(nanos("2003-08-24T12:14:15.000003Z"));
    assertThat(heard.origins.get(0).processId()).isEqualTo(8710);
    assertThat(Heard.text(heard.events.get(1)))
        .isEqualTo(
            "INFO [] [] An application event log entry... exampleSDID.eventID=1011"
                + " exampleSDID.eventSource=Application exampleSDID.iut=3 facility=local4"
                + " msgid=ID47");
    assertThat(Heard.text(heard.events.get(2)))
        .isEqualTo(
            "INFO [] []  examplePriority.class=high exampleSDID.iut=3 facility=local4 msgid=ID47");
  }

  @Test
  void readsLog4jsStructuredDataAndItsTrace() {
    Heard heard =
        Heard.of(
            "<11>1 2026-11-26T14:03:21.391+01:00 box shop - Audit"
                + " [mdc@18060 order=\"47\\\"11\" user=\"a\\]da\"] Charge declined\n"
                + "java.lang.IllegalStateException: no\n"
                + "\tat com.acme.Shop.open(Shop.java:88)\n");
    assertThat(Heard.text(heard.event()))
        .isEqualTo(
            "ERROR [] [] Charge declined msgid=Audit order=47\"11 user=a]da"
                + " | java.lang.IllegalStateException: no 1+0");
    assertThat(heard.origin().service()).isEqualTo("shop");
  }

  @Test
  void leavesOutWhatLoggerSaysOfItsClock() {
    Heard heard =
        Heard.of(
            "<13>1 2026-11-26T14:03:21.391+00:00 box ada - -"
                + " [timeQuality tzKnown=\"1\" isSynced=\"0\"] hello");
    assertThat(Heard.text(heard.event())).isEqualTo("INFO [] [] hello");
    assertThat(heard.event().severity()).isEqualTo(Severity.INFO + 1);
  }

  /** RFC 3164, section 5.4, example 1. */
  @Test
  void readsTheFirstExampleOfRfc3164() {
    Heard heard =
        Heard.of("<34>Oct 11 22:14:15 mymachine su: 'su root' failed for lonvick on /dev/pts/8");
    assertThat(Heard.text(heard.event()))
        .isEqualTo("FATAL [] [] 'su root' failed for lonvick on /dev/pts/8 facility=auth");
    assertThat(heard.origin().service()).isEqualTo("su");
    assertThat(heard.origin().host()).isEqualTo("mymachine");
    assertThat(heard.event().epochNanos()).isEqualTo(nanos("2026-10-11T22:14:15Z"));
  }

  @Test
  void guessesTheNearestYear() {
    assertThat(Heard.of("<13>Jan  1 00:00:01 box a: b").event().epochNanos())
        .isEqualTo(nanos("2027-01-01T00:00:01Z"));
    assertThat(Heard.of("<13>Jul  1 00:00:01 box a: b").event().epochNanos())
        .isEqualTo(nanos("2026-07-01T00:00:01Z"));
  }

  @Test
  void takesTheTimeToBeOfTheReceiversZone() {
    Heard heard = new Heard(EnumSet.allOf(Format.class), ZoneId.of("Europe/Vienna"));
    heard.take("<13>Nov 26 10:00:00 box a: b").end();
    assertThat(heard.event().epochNanos()).isEqualTo(nanos("2026-11-26T09:00:00Z"));
  }

  /** It is to the second only: what came within that second is timed by its arrival. */
  @Test
  void timesWhatJustCameByItsArrival() {
    assertThat(Heard.of("<13>Nov 26 14:03:21 box a: b").event().epochNanos()).isEqualTo(Heard.NOW);
    assertThat(Heard.of("<13>Nov 26 14:03:20 box a: b").event().epochNanos())
        .isEqualTo(nanos("2026-11-26T14:03:20Z"));
  }

  @Test
  void readsRfc3164AsItIsFound() {
    assertThat(origin("<13>Oct 11 22:14:15 box tag[99]: hi")).isEqualTo("tag box 99: hi");
    assertThat(origin("<13>Oct 11 22:14:15 tag: hi")).isEqualTo("tag  0: hi");
    assertThat(origin("<13>Oct  1 2024 22:14:15 box tag: hi")).isEqualTo("tag box 0: hi");
    assertThat(origin("<13>2024 Oct  1 22:14:15.5 box tag: hi")).isEqualTo("tag box 0: hi");
    assertThat(origin("<13>2024-10-01T22:14:15.123456+02:00 box tag[1]: hi"))
        .isEqualTo("tag box 1: hi");
    assertThat(origin("<13>hi there\0")).isEqualTo("null  0: hi there");
    assertThat(origin("<13>app: hi\n")).isEqualTo("app  0: hi");
    assertThat(origin("<13>INFO:root:hi")).isEqualTo("null  0: INFO:root:hi");
    assertThat(origin("<13>Oct 99 22:14:15 box tag: hi"))
        .isEqualTo("null  0: Oct 99 22:14:15 box tag: hi");
    assertThat(origin("<13>")).isEqualTo("null  0: ");
  }

  private static String origin(String datagram) {
    Heard heard = Heard.of(datagram);
    Origin origin = heard.origin();
    return "%s %s %d: %s"
        .formatted(origin.service(), origin.host(), origin.processId(), heard.event().message());
  }

  @Test
  void foldsTheLinesOfLogbacksStackTraceIntoTheirEvent() {
    String head = "<11>Nov 26 14:03:21 box ";
    Heard heard = new Heard();
    heard
        .take(head + "[main] com.acme.Shop Charge declined")
        .take(head + "\tjava.lang.IllegalStateException: no")
        .take(head + "\tat com.acme.Shop.open(Shop.java:88)")
        .take(head + "\tat com.acme.Main.main(Main.java:1)")
        .take(head + "\tCaused by: java.io.IOException: null")
        .take(head + "\tat com.acme.Disk.read(Disk.java:3)")
        .take(head + "\tat com.acme.Main.main(Main.java:1)");
    assertThat(heard.events).isEmpty();
    heard.take(head + "[main] com.acme.Shop Next");
    assertThat(Heard.text(heard.event()))
        .isEqualTo(
            "ERROR [com.acme.Shop] [main] Charge declined"
                + " | java.lang.IllegalStateException: no 2+0 | java.io.IOException: null 1+1");
    assertThat(heard.end().events).hasSize(2);
    assertThat(heard.counts(Format.SYSLOG)).isEqualTo(new FormatCounts(Format.SYSLOG, 8, 2, 0, 0));
  }

  @Test
  void doesNotWaitForLinesForLong() {
    Heard heard = new Heard().take("<14>Nov 26 14:03:21 box [main] com.acme.Shop One");
    assertThat(heard.foreign.deadline()).isEqualTo(heard.now() + StackLines.WAIT_NANOS);
    assertThat(heard.pass(StackLines.WAIT_NANOS - 1).events).isEmpty();
    assertThat(heard.pass(1).events).hasSize(1);
    assertThat(heard.foreign.deadline()).isEqualTo(Foreign.NEVER);
  }

  @Test
  void showsAPythonTraceAsLinesOfTheMessage() {
    Heard heard =
        Heard.of("<11>boom\nTraceback (most recent call last):\n  File \"a.py\", line 1\nE: x\0");
    assertThat(heard.event().message().toString())
        .isEqualTo("boom\nTraceback (most recent call last):\n  File \"a.py\", line 1\nE: x");
  }

  @Test
  void whatIsNoPriorityIsText() {
    Heard heard = Heard.of("<192>a", "<>a", "<1a>b", "<b>bold</b>", "<0001>a");
    assertThat(heard.texts).hasSize(5);
    assertThat(heard.events).isEmpty();
  }

  /** Its template for RFC 5424 has a space, and what it took in has another. */
  @Test
  void readsWhatRsyslogForwards() {
    Heard heard =
        Heard.of(
            "<13>1 2026-11-26T14:03:21.391+01:00 box shop - - -  two spaces",
            "<13>1 2026-11-26T14:03:21.391+01:00 box shop - - - ",
            "<13>1 2026-11-26T14:03:21.391+01:00 box shop - - -  ");
    assertThat(heard.events.stream().map(Heard::text))
        .containsExactly("INFO [] [] two spaces", "INFO [] [] ", "INFO [] [] ");
  }

  @Test
  void saysWhatIsWrongWithRfc5424() {
    Heard heard =
        Heard.of(
            "<34>1 yesterday box a - - - x",
            "<34>1 2003-10-11T22:14:15.003Z box a - - x",
            "<34>1 2003-10-11T22:14:15.003Z box a - - [a b=\"c] x",
            "<34>1 2003-10-11T22:14:15.003Z box");
    assertThat(heard.unreadable)
        .containsExactly(
            "29 bytes, syslog: RFC 5424 with a time that is none: <34>1 yesterday box a - - - x",
            "42 bytes, syslog: RFC 5424 without structured data, nor the dash for none:"
                + " <34>1 2003-10-11T22:14:15.003Z box a - - x",
            "51 bytes, syslog: RFC 5424 with broken structured data:"
                + " <34>1 2003-10-11T22:14:15.003Z box a - - [a b=\"c] x",
            "34 bytes, syslog: RFC 5424 without a host name: <34>1 2003-10-11T22:14:15.003Z box");
    assertThat(heard.counts(Format.SYSLOG).unreadable()).isEqualTo(4);
  }

  @Test
  void mapsSeverities() {
    int[] severities = new int[8];
    for (int i = 0; i < 8; i++) {
      Event event = Heard.of("<" + (8 + i) + ">x").event();
      severities[i] = event.severity();
    }
    assertThat(severities)
        .containsExactly(
            Severity.FATAL + 2,
            Severity.FATAL + 1,
            Severity.FATAL,
            Severity.ERROR,
            Severity.WARN,
            Severity.INFO + 1,
            Severity.INFO,
            Severity.DEBUG);
  }

  @Test
  void makesBytesThatAreNotUtf8Visible() {
    Heard heard = new Heard();
    heard.take(
        new byte[] {'<', '1', '4', '>', 'c', 'a', 'f', (byte) 0xE9, ' ', (byte) 0xC3, (byte) 0xA9});
    assertThat(heard.end().event().message().toString()).isEqualTo("caf\\xe9 é");
  }
}
