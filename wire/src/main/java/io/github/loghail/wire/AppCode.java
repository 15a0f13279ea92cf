package io.github.loghail.wire;

import java.util.function.Function;
import java.util.function.Supplier;

/** Calls methods that the application may have overridden, and that may throw anything. */
final class AppCode {

  private AppCode() {}

  /** What the call answers, or what {@code otherwise} makes of that which it threw. */
  static <T> T call(Supplier<T> call, Function<Throwable, T> otherwise) {
    try {
      return call.get();
    } catch (StackOverflowError e) {
      return otherwise.apply(e);
    } catch (VirtualMachineError e) {
      throw e; // out of memory: not ours to hide
    } catch (Throwable e) {
      return otherwise.apply(e);
    }
  }
}
