package io.github.loghail.sender;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The way to the configured receiver: its name, the addresses that it stands for now, and the
 * socket to one of them. A name is asked for again every 30 s while nobody answers, and soon after
 * a failure; of several addresses the next is tried after each refusal. Used by the sender's
 * thread.
 */
final class NetworkLink implements Link {

  private static final long ASK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final SenderConfig config;
  private final Reporter reporter;
  private final SendCounters counters;
  private final Thread owner = Thread.currentThread();

  private final Redirect.Target own;
  private Redirect.Target target;
  private Resolver resolver;
  private List<InetAddress> addresses = List.of();
  private int current;
  private Endpoint endpoint;
  private long askAt;
  private long rotateAt;
  private boolean hasFailed;
  private boolean isConnected;

  NetworkLink(SenderConfig config, Reporter reporter, SendCounters counters, long now) {
    this.config = config;
    this.reporter = reporter;
    this.counters = counters;
    this.own = new Redirect.Target(config.host(), config.port());
    retarget(Redirect.target(own), now);
  }

  @Override
  public boolean isOpen() {
    return endpoint != null;
  }

  @Override
  public int packetBytes() {
    return config.maxPacketBytes() > 0 ? config.maxPacketBytes() : endpoint.packetBytes();
  }

  /** What size packets have before the route is known. */
  static int firstPacketBytes(SenderConfig config) {
    if (config.maxPacketBytes() > 0) {
      return config.maxPacketBytes();
    }
    return Resolver.isLoopback(config.host())
        ? Endpoint.LOOPBACK_PACKET_BYTES
        : Endpoint.SAFE_PACKET_BYTES;
  }

  @Override
  public boolean maintain(long now, SenderMachine.State state) {
    if (state == SenderMachine.State.LIVE) {
      hasFailed = false;
      askAt = now + ASK_AGAIN_NANOS; // no reason to ask while somebody answers
    }
    Redirect.Target wanted = Redirect.target(own);
    if (wanted != target) {
      retarget(wanted, now);
    }
    if (now - askAt >= 0) {
      askAt = now + ASK_AGAIN_NANOS;
      resolver.ask(() -> java.util.concurrent.locks.LockSupport.unpark(owner));
    }
    Resolver.Answer answer = resolver.poll();
    if (answer != null) {
      return take(answer, now);
    }
    if (hasFailed && now - rotateAt >= 0) {
      hasFailed = false;
      if (!isConnected || addresses.size() > 1) {
        current = (current + 1) % Math.max(1, addresses.size());
        return open(now);
      }
    }
    return false;
  }

  private void retarget(Redirect.Target wanted, long now) {
    close();
    target = wanted;
    resolver = new Resolver(wanted.host());
    addresses = List.of();
    hasFailed = false;
    isConnected = false;
    askAt = now;
    reporter.where(wanted);
  }

  @Override
  public long maintainAt() {
    return hasFailed && rotateAt - askAt < 0 ? rotateAt : askAt;
  }

  private boolean take(Resolver.Answer answer, long now) {
    if (answer.addresses().isEmpty()) {
      askAt = now + RETRY_NANOS;
      if (endpoint == null) {
        reporter.failure("cannot resolve \"" + target.host() + "\"");
        return true;
      }
      return false; // what was known before may still be true
    }
    addresses = answer.addresses();
    if (endpoint != null && isConnected && addresses.contains(endpoint.address())) {
      return false;
    }
    current = 0;
    return open(now);
  }

  private boolean open(long now) {
    close();
    if (addresses.isEmpty()) {
      return false;
    }
    try {
      endpoint = Endpoint.open(addresses.get(current), target.port());
      isConnected = true;
    } catch (IOException | RuntimeException e) {
      reporter.failure(e.getMessage());
      failed(now);
    }
    return true;
  }

  /** The next address, or a new socket, after a while. */
  @Override
  public void failed(long now) {
    if (!hasFailed) {
      hasFailed = true;
      rotateAt = now + RETRY_NANOS;
    }
    if (endpoint == null) {
      isConnected = false;
    }
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    try {
      return endpoint.read(into);
    } catch (ClosedChannelException e) {
      isConnected = false;
      throw e;
    }
  }

  @Override
  public Feedback feedback() {
    return config.feedback() ? Feedback.ANSWERS : Feedback.NONE;
  }

  @Override
  public boolean write(ByteBuffer packet) throws IOException {
    int length = packet.remaining();
    boolean hasLeft = send(packet);
    if (hasLeft) {
      counters.left(length);
    }
    return hasLeft;
  }

  @Override
  public void say(ByteBuffer heartbeat) throws IOException {
    send(heartbeat); // where there is no room, the next one will do
  }

  private boolean send(ByteBuffer datagram) throws IOException {
    try {
      return endpoint.write(datagram);
    } catch (ClosedChannelException e) {
      isConnected = false;
      throw e;
    }
  }

  /** Linux, BSD and macOS say "Message too long"; Windows that the message is larger. */
  @Override
  public boolean isTooLong(IOException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("too long") || message.contains("larger than");
  }

  @Override
  public void close() {
    if (endpoint != null) {
      endpoint.close();
      endpoint = null;
    }
  }
}
