package io.github.loghail.sender;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Looks a name up, on a short-lived daemon thread of its own: a name server that does not answer
 * for half a minute must hold up neither the application nor the sender. Used by one thread.
 */
final class Resolver {

  private final String host;
  private final boolean isImmediate;
  private volatile Answer answer;
  private boolean isAsking;

  /**
   * What came of it.
   *
   * @param addresses empty when there are none
   */
  record Answer(List<InetAddress> addresses) {}

  Resolver(String host) {
    this.host = host;
    this.isImmediate = isLoopback(host) || isLiteral(host);
  }

  /** Whether a name stands for this machine, which needs no name server to tell. */
  static boolean isLoopback(String host) {
    return host.equalsIgnoreCase("localhost") || host.startsWith("127.") || host.equals("::1");
  }

  private static boolean isLiteral(String host) {
    return host.indexOf(':') >= 0 || host.matches("\\d{1,3}(\\.\\d{1,3}){3}");
  }

  /** Starts to look the name up, unless that is under way; {@code done} is run when it is known. */
  void ask(Runnable done) {
    if (isAsking) {
      return;
    }
    isAsking = true;
    if (isImmediate) {
      answer = lookUp();
      return;
    }
    Thread thread =
        new Thread(
            () -> {
              answer = lookUp();
              done.run();
            },
            "loghail-resolver");
    thread.setDaemon(true);
    thread.start();
  }

  /** What came of the last question, once; null while there is nothing new. */
  Answer poll() {
    Answer latest = answer;
    if (latest != null) {
      answer = null;
      isAsking = false;
    }
    return latest;
  }

  private Answer lookUp() {
    try {
      return new Answer(List.of(InetAddress.getAllByName(host)));
    } catch (UnknownHostException | SecurityException e) {
      return new Answer(List.of());
    }
  }
}
