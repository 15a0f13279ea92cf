package io.github.loghail.receiver;

import java.time.ZoneId;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * How events are laid out as text.
 *
 * @param colored whether there may be escape sequences
 * @param asciiOnly whether rules are drawn in ASCII
 * @param time the column of the time
 * @param columns of the terminal as they are now; 0 for no limit
 * @param stack how stack traces are shown
 * @param appPackages the application's own packages; empty to find them
 * @param template a line of the user's own, or null
 */
record Layout(
    boolean colored,
    boolean asciiOnly,
    TimeColumn time,
    IntSupplier columns,
    StackSwitch stack,
    List<String> appPackages,
    Template template) {

  /** As it is when nothing is asked for and there is no terminal. */
  static Layout usual(boolean colored, ZoneId zone) {
    return new Layout(
        colored,
        false,
        TimeColumn.of(TimeColumn.Style.CLOCK, zone, TimeColumn.FIRST_EVENT),
        () -> 0,
        new StackSwitch(StackSwitch.Mode.APP),
        List.of(),
        null);
  }
}
