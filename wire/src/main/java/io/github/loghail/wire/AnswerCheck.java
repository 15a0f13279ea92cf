package io.github.loghail.wire;

/**
 * Tells a sender which sealed answers are new, and which are recordings that somebody sends again:
 * by their numbers, which rise, and for another run of the receiver by what it has heard. Not
 * thread-safe.
 */
public final class AnswerCheck {

  private long run;
  private long highestStatus;
  private long highestNak;

  /** The highest of our own numbers that an answer has repeated; a recording's is not above. */
  private long heard;

  private boolean isUnproven;

  /** Makes one that has met no receiver. */
  public AnswerCheck() {}

  /**
   * Whether to take an answer; then those before it are old.
   *
   * @param answer a STATUS or NAK of the sender's own session
   * @return false when it must not change anything
   */
  public boolean isNew(Datagram.Opened answer) {
    boolean isStatus = answer.datagram() instanceof Datagram.Status;
    if (!isStatus && !(answer.datagram() instanceof Datagram.Nak)) {
      return false;
    }
    if (answer.run() != run) {
      if (answer.heard() <= heard) {
        isUnproven = true;
        return false;
      }
      run = answer.run();
      highestStatus = answer.number() - 1;
      highestNak = answer.number() - 1;
    }
    if (answer.number() <= (isStatus ? highestStatus : highestNak)) {
      return false;
    }
    highestStatus = isStatus ? answer.number() : highestStatus;
    highestNak = isStatus ? highestNak : answer.number();
    heard = Math.max(heard, answer.heard());
    return true;
  }

  /**
   * Whether a run has answered that has not heard enough to be believed, since this was asked last.
   *
   * @return true when a HEARTBEAT should be sent: what answers that will be believed
   */
  public boolean wantsHeartbeat() {
    boolean wants = isUnproven;
    isUnproven = false;
    return wants;
  }
}
