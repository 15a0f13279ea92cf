package io.github.loghail.receiver;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A sink that keeps what it is given, and fails when a test wants it to. */
final class CollectingSink implements Sink {

  private final List<Entry> entries = new ArrayList<>();
  private IOException failure;
  private int flushes;
  private int idles;
  private boolean closed;
  private boolean paused;

  @Override
  public synchronized void accept(Entry entry) throws IOException {
    while (paused) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
    if (failure != null) {
      throw failure;
    }
    entries.add(entry);
  }

  @Override
  public synchronized void flush() throws IOException {
    if (failure != null) {
      throw failure;
    }
    flushes++;
  }

  @Override
  public synchronized void idle() {
    idles++;
  }

  @Override
  public synchronized void close() {
    closed = true;
  }

  synchronized void failWith(IOException e) {
    failure = e;
  }

  synchronized void pause(boolean isPaused) {
    paused = isPaused;
    notifyAll();
  }

  synchronized List<String> texts() {
    return Show.texts(entries);
  }

  synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  synchronized int flushes() {
    return flushes;
  }

  synchronized int idles() {
    return idles;
  }

  synchronized boolean isClosed() {
    return closed;
  }
}
