package io.github.loghail.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals datagrams with AES-128-GCM, and opens them. What a sealed datagram has beyond the plain
 * one:
 *
 * <pre>
 *  0           4         8                  header length                          length
 *  +-----------+---------+------------------+-------------------------+-----------------+
 *  | as before | CRC-32C | as before        | number | (run, heard)   |                 |
 *  +-----------+---------+------------------+-------------------------+   ciphertext    |
 *  |  authenticated, but the CRC            | not in EVENTS           | of the body, tag|
 *  +----------------------------------------+-------------------------+-----------------+
 * </pre>
 *
 * <p>The key is one for each session and direction, on the way back for each run of the receiver;
 * the nonce is the kind and the number, which in EVENTS is the sequence: so none is ever used for
 * two plaintexts. A key is derived anew unless it is the last one again, which costs less than a
 * microsecond and keeps nothing that strangers could fill.
 *
 * <p>Not thread-safe.
 */
public final class Seal {

  /** Bytes by which a sealed packet is longer. */
  public static final int TAG_BYTES = 16;

  /** Bytes by which a sealed answer is longer: number, run, heard, tag. */
  public static final int ANSWER_BYTES = 3 * 8 + TAG_BYTES;

  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int KEY_BYTES = 16;
  private static final int NONCE_BYTES = 12;
  private static final byte[] TO_RECEIVER = "to receiver".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TO_SENDER = "to sender".getBytes(StandardCharsets.US_ASCII);

  /** One of each, so that a key and its schedule serve until another session's turn. */
  private final Cipher sealing = cipher();

  private final Cipher opening = cipher();
  private final Checksum checksum = new Checksum();
  private final byte[] nonce = new byte[NONCE_BYTES];
  private final Keys senders;
  private final Keys receivers;
  private final long run;
  private long number;

  private byte[] bytes = new byte[ANSWER_BYTES];
  private int length;

  /** The packet that {@link #bytes} has, or −1. */
  private long packet = -1;

  private long packetSession;

  /**
   * Makes one, which counts from 1; for a receiver, a run of its own.
   *
   * @param secret that both ends have
   */
  public Seal(Secret secret) {
    this(secret, new SecureRandom().nextLong(), 0);
  }

  Seal(Secret secret, long run, long lastNumber) {
    this.run = run;
    this.number = lastNumber;
    senders = new Keys(secret, TO_RECEIVER);
    receivers = new Keys(secret, TO_SENDER);
  }

  /**
   * The array that the methods below write to, from index 0.
   *
   * @return valid until the next call of one of them
   */
  public byte[] bytes() {
    return bytes;
  }

  /**
   * Seals an EVENTS or a HEARTBEAT, which is numbered. A packet that comes again must be the same.
   *
   * @param plain holds it
   * @param at where it begins
   * @param plainLength its bytes
   * @return its length when sealed
   */
  public int toReceiver(byte[] plain, int at, int plainLength) {
    long session = Bytes.getLong(plain, at + Wire.SESSION_AT);
    long sequence = Bytes.getLong(plain, at + Wire.SEQUENCE_AT);
    boolean isPacket = plain[at + Wire.KIND_AT] == Wire.KIND_EVENTS;
    if (isPacket && sequence == packet && session == packetSession) {
      return length; // it could not be sent, or was lost at once: the bytes are still here
    }
    packet = isPacket ? sequence : -1;
    packetSession = session;
    int header = copyHeader(plain, at, plainLength);
    if (isPacket) {
      return seal(senders, sequence, 0, header, plain, at, plainLength);
    }
    Bytes.putLong(bytes, header, ++number);
    return seal(senders, number, 0, header + 8, plain, at, plainLength);
  }

  /**
   * Seals a STATUS or NAK.
   *
   * @param plain holds it, from index 0
   * @param plainLength its bytes
   * @param heard tells for its session the highest number of a HEARTBEAT that was opened; 0 for
   *     none
   * @return its length when sealed, which is {@link #ANSWER_BYTES} more
   */
  public int toSender(byte[] plain, int plainLength, LongUnaryOperator heard) {
    packet = -1;
    int header = copyHeader(plain, 0, plainLength);
    Bytes.putLong(bytes, header, ++number);
    Bytes.putLong(bytes, header + 8, run);
    long session = Bytes.getLong(plain, Wire.SESSION_AT);
    Bytes.putLong(bytes, header + 16, heard.applyAsLong(session));
    return seal(receivers, number, run, header + 24, plain, 0, plainLength);
  }

  private int copyHeader(byte[] plain, int at, int plainLength) {
    if (bytes.length < plainLength + ANSWER_BYTES) {
      bytes = new byte[plainLength + ANSWER_BYTES];
    }
    int header = Bytes.getU16(plain, at + Wire.HEADER_LENGTH_AT);
    System.arraycopy(plain, at, bytes, 0, header);
    return header;
  }

  private int seal(
      Keys keys, long number, long run, int header, byte[] plain, int at, int plainLength) {
    int plainHeader = Bytes.getU16(bytes, Wire.HEADER_LENGTH_AT);
    int flags = Bytes.getU16(bytes, Wire.FLAGS_AT);
    Bytes.putShort(bytes, Wire.FLAGS_AT, flags | Wire.FLAG_SEALED);
    Bytes.putShort(bytes, Wire.HEADER_LENGTH_AT, header);
    try {
      begin(sealing, Cipher.ENCRYPT_MODE, keys, number, run, bytes, header);
      int body = plainLength - plainHeader;
      length = header + sealing.doFinal(plain, at + plainHeader, body, bytes, header);
      checksum.put(bytes, length);
      return length;
    } catch (GeneralSecurityException e) {
      packet = -1;
      throw new IllegalStateException("cannot seal", e);
    }
  }

  /**
   * Opens a sealed datagram whose header is as long as its kind has it, and has a tag behind.
   *
   * @param isAnswer whether it claims to come from a receiver
   * @return the datagram with a body in the clear, or null when it was not sealed with this secret,
   *     or has been changed
   */
  byte[] open(
      byte[] datagram, int sealedLength, boolean isAnswer, long number, long run, int header) {
    byte[] opened = new byte[sealedLength - TAG_BYTES];
    try {
      Keys keys = isAnswer ? receivers : senders;
      begin(opening, Cipher.DECRYPT_MODE, keys, number, run, datagram, header);
      opening.doFinal(datagram, header, sealedLength - header, opened, header);
    } catch (AEADBadTagException e) {
      return null;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot open", e);
    }
    System.arraycopy(datagram, 0, opened, 0, header);
    return opened;
  }

  private void begin(
      Cipher cipher, int mode, Keys keys, long number, long run, byte[] datagram, int header)
      throws GeneralSecurityException {
    Bytes.putInt(nonce, 0, datagram[Wire.KIND_AT]);
    Bytes.putLong(nonce, 4, number);
    SecretKeySpec key = keys.key(Bytes.getLong(datagram, Wire.SESSION_AT), run);
    cipher.init(mode, key, new GCMParameterSpec(8 * TAG_BYTES, nonce));
    cipher.updateAAD(datagram, 0, Wire.CHECKSUM_AT);
    cipher.updateAAD(datagram, Wire.SESSION_AT, header - Wire.SESSION_AT);
  }

  private static Cipher cipher() {
    try {
      return Cipher.getInstance(CIPHER);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + CIPHER, e);
    }
  }

  /** The keys of one direction, of which the last is kept. */
  private static final class Keys {

    private final Hkdf hkdf;
    private final byte[] info;
    private final int sessionAt;
    private SecretKeySpec last;
    private long lastSession;
    private long lastRun;

    Keys(Secret secret, byte[] direction) {
      hkdf = secret.hkdf();
      sessionAt = direction.length;
      info = Arrays.copyOf(direction, sessionAt + 16);
    }

    SecretKeySpec key(long session, long run) {
      if (last == null || session != lastSession || run != lastRun) {
        lastSession = session;
        lastRun = run;
        Bytes.putLong(info, sessionAt, session);
        Bytes.putLong(info, sessionAt + 8, run);
        last = new SecretKeySpec(hkdf.expand(info, KEY_BYTES), "AES");
      }
      return last;
    }
  }
}
