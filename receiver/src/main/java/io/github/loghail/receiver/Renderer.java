package io.github.loghail.receiver;

/** Turns entries into lines. Used by the pipeline's thread alone. */
interface Renderer {

  /** Writes the entry as whole lines. */
  void render(Entry entry, LineBuffer out);

  /** Writes what is to be seen when nothing came for a while. */
  default void idle(LineBuffer out) {}
}
