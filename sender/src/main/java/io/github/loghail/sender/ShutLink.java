package io.github.loghail.sender;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * No way at all, for good: a secret was asked for that cannot be used. The events meet the fate of
 * those for which no receiver comes. Used by the sender's thread.
 */
final class ShutLink implements Link {

  private final long never;
  private boolean isTold;

  ShutLink(long now) {
    never = now + Long.MAX_VALUE / 2; // safe to subtract from
  }

  @Override
  public boolean isOpen() {
    return false;
  }

  @Override
  public int packetBytes() {
    return Endpoint.SAFE_PACKET_BYTES;
  }

  @Override
  public boolean maintain(long now, SenderMachine.State state) {
    boolean isFirst = !isTold;
    isTold = true;
    return isFirst;
  }

  @Override
  public long maintainAt() {
    return never;
  }

  @Override
  public void failed(long now) {}

  @Override
  public int read(ByteBuffer into) {
    return -1;
  }

  /** So that there being no way counts as a refusal: the sender is ABSENT, and keeps the newest. */
  @Override
  public Feedback feedback() {
    return Feedback.REFUSALS;
  }

  @Override
  public boolean write(ByteBuffer datagram) {
    return false;
  }

  @Override
  public void say(ByteBuffer heartbeat) {}

  @Override
  public boolean isTooLong(IOException e) {
    return false;
  }

  @Override
  public void close() {}
}
