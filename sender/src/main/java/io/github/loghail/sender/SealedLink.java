package io.github.loghail.sender;

import io.github.loghail.wire.AnswerCheck;
import io.github.loghail.wire.ControlWriter;
import io.github.loghail.wire.Datagram;
import io.github.loghail.wire.Decoder;
import io.github.loghail.wire.Seal;
import io.github.loghail.wire.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A way on which nothing goes in the clear: what is written leaves sealed, and what is read was
 * sealed by a receiver with the same secret, for this session, and is not an old answer sent again.
 * Used by the sender's thread.
 */
final class SealedLink implements Link {

  private static final int ANSWER_BYTES = 2048;

  private final Link link;
  private final long session;
  private final Seal seal;
  private final Decoder decoder;
  private final ControlWriter plain = new ControlWriter();
  private final AnswerCheck check = new AnswerCheck();
  private final byte[] answer = new byte[ANSWER_BYTES];
  private final ByteBuffer answerBuffer = ByteBuffer.wrap(answer);

  SealedLink(Link link, Secret secret, long session) {
    this.link = link;
    this.session = session;
    this.seal = new Seal(secret);
    this.decoder = new Decoder(secret);
  }

  @Override
  public boolean write(ByteBuffer datagram) throws IOException {
    return link.write(sealed(datagram));
  }

  @Override
  public void say(ByteBuffer heartbeat) throws IOException {
    link.say(sealed(heartbeat));
  }

  private ByteBuffer sealed(ByteBuffer datagram) {
    int at = datagram.arrayOffset() + datagram.position();
    int length = seal.toReceiver(datagram.array(), at, datagram.remaining());
    return ByteBuffer.wrap(seal.bytes(), 0, length);
  }

  @Override
  public Feedback feedback() {
    return link.feedback();
  }

  /** Answers as they would have come in the clear; all else is not for us, whoever sent it. */
  @Override
  public int read(ByteBuffer into) throws IOException {
    for (int length = link.read(answerBuffer); length >= 0; length = link.read(answerBuffer)) {
      if (decoder.decode(answer, length) instanceof Datagram.Opened opened
          && opened.datagram().session() == session
          && check.isNew(opened)) {
        int plainLength =
            opened.datagram() instanceof Datagram.Status status
                ? plain.write(status)
                : plain.write((Datagram.Nak) opened.datagram());
        into.clear().put(plain.bytes(), 0, plainLength);
        return plainLength;
      }
    }
    return -1;
  }

  @Override
  public boolean asksForHeartbeat() {
    return check.wantsHeartbeat();
  }

  @Override
  public boolean isOpen() {
    return link.isOpen();
  }

  @Override
  public int packetBytes() {
    return link.packetBytes();
  }

  @Override
  public boolean maintain(long now, SenderMachine.State state) {
    return link.maintain(now, state);
  }

  @Override
  public long maintainAt() {
    return link.maintainAt();
  }

  @Override
  public void failed(long now) {
    link.failed(now);
  }

  @Override
  public boolean isTooLong(IOException e) {
    return link.isTooLong(e);
  }

  @Override
  public void close() {
    link.close();
  }
}
