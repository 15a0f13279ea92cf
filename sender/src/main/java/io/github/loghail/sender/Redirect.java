package io.github.loghail.sender;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * For tests: while one is open, every appender of this class loader sends to its receiver, those
 * that run and those that start later, whatever host and port they are configured with. The rest of
 * their settings holds. What an appender still has from before is sent to that receiver too.
 *
 * <p>Any thread may call its methods, and none of them waits.
 */
public final class Redirect implements AutoCloseable {

  private static final AtomicReference<Redirect> CURRENT = new AtomicReference<>();
  private static final Set<Sender> SENDERS = ConcurrentHashMap.newKeySet();

  private final Target target;

  /** Where a receiver is. */
  record Target(String host, int port) {
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  private Redirect(Target target) {
    this.target = target;
  }

  /**
   * Redirects.
   *
   * @param host name or address of the receiver
   * @param port its UDP port
   * @return close it, and the appenders go back to the receiver that they are configured with
   * @throws IllegalStateException when another one is open
   */
  public static Redirect to(String host, int port) {
    Redirect redirect = new Redirect(new Target(host, port));
    if (!CURRENT.compareAndSet(null, redirect)) {
      throw new IllegalStateException("redirected to " + CURRENT.get().target + " already");
    }
    wakeAll();
    return redirect;
  }

  /**
   * Lets what was logged leave without lingering, and says how much that is.
   *
   * @return of each session that runs the number that its next event will have; empty when no
   *     appender has started
   */
  public Map<Long, Long> flush() {
    Map<Long, Long> next = new HashMap<>();
    for (Sender sender : SENDERS) {
      sender.flush();
      next.put(sender.session(), sender.nextEvent());
      sender.wake();
    }
    return next;
  }

  @Override
  public void close() {
    if (CURRENT.compareAndSet(this, null)) {
      wakeAll();
    }
  }

  /** Whether senders send elsewhere than they are configured to. */
  static boolean isOpen() {
    return CURRENT.get() != null;
  }

  private static void wakeAll() {
    SENDERS.forEach(Sender::wake);
  }

  static void started(Sender sender) {
    SENDERS.add(sender);
  }

  static void stopped(Sender sender) {
    SENDERS.remove(sender);
  }

  /** Where a sender has to send now; asked at each of its turns. */
  static Target target(Target own) {
    Redirect redirect = CURRENT.get();
    return redirect == null ? own : redirect.target;
  }
}
