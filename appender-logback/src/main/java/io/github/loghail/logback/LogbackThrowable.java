package io.github.loghail.logback;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import io.github.loghail.wire.ThrowableAccess;

/** Reads what Logback has made of a throwable, on this machine or another. */
final class LogbackThrowable implements ThrowableAccess<IThrowableProxy> {

  static final LogbackThrowable ACCESS = new LogbackThrowable();

  private LogbackThrowable() {}

  @Override
  public String className(IThrowableProxy throwable) {
    String name = throwable.getClassName();
    return name == null ? "" : name;
  }

  @Override
  public String message(IThrowableProxy throwable) {
    return throwable.getMessage();
  }

  @Override
  public int frameCount(IThrowableProxy throwable) {
    StackTraceElementProxy[] frames = throwable.getStackTraceElementProxyArray();
    return frames == null ? 0 : frames.length;
  }

  @Override
  public StackTraceElement frame(IThrowableProxy throwable, int index) {
    return throwable.getStackTraceElementProxyArray()[index].getStackTraceElement();
  }

  @Override
  public int framesInCommon(IThrowableProxy throwable) {
    return Math.max(0, Math.min(throwable.getCommonFrames(), frameCount(throwable)));
  }

  @Override
  public IThrowableProxy cause(IThrowableProxy throwable) {
    return throwable.getCause();
  }

  @Override
  public int suppressedCount(IThrowableProxy throwable) {
    IThrowableProxy[] suppressed = throwable.getSuppressed();
    return suppressed == null ? 0 : suppressed.length;
  }

  @Override
  public IThrowableProxy suppressed(IThrowableProxy throwable, int index) {
    return throwable.getSuppressed()[index];
  }

  @Override
  public boolean isCircular(IThrowableProxy throwable) {
    return throwable.isCyclic();
  }
}
