package io.github.loghail.receiver;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** A screen that somebody watches: its status line, and the keys that change what it shows. */
final class Live implements Closeable {

  private final Screen screen;
  private final LiveCounts counts = new LiveCounts();
  private final Controls controls;
  private final Keys keys;

  private Live(
      OutputStream out,
      Renderer renderer,
      Filter filter,
      StackSwitch stack,
      Keys keys,
      Runnable end) {
    this.keys = keys;
    screen = new Screen(out, renderer);
    controls = new Controls(filter, screen, counts, stack, keys::columns, end);
  }

  /**
   * Takes the keyboard.
   *
   * @param out the terminal
   * @param renderer makes the lines
   * @param filter what is shown at first
   * @param stack what the key for stack traces changes
   * @param end called when the key to end is pressed
   * @return null where the terminal cannot be used so
   */
  static Live open(
      OutputStream out, Renderer renderer, Filter filter, StackSwitch stack, Runnable end) {
    Keys keys = Keys.open();
    return keys == null ? null : new Live(out, renderer, filter, stack, keys, end);
  }

  /** Where lines go. */
  Screen screen() {
    return screen;
  }

  /** To be given every entry, shown or not. */
  LiveCounts counts() {
    return counts;
  }

  /** What is shown now. */
  Filter filter() {
    return controls.filter();
  }

  void start() {
    keys.start(controls::key, controls::refresh, screen::resized);
  }

  /** Says a line above the status line, where the standard error would run into it. */
  void say(String line) {
    line.lines().forEach(each -> screen.say("loghail: " + each));
  }

  /**
   * The terminal gets its settings back, and its last line, whatever has become of the pipeline.
   */
  @Override
  public void close() throws IOException {
    keys.close();
    try {
      screen.close();
    } catch (IOException e) {
      // The pipeline has met that, and said so.
    }
  }
}
