package io.github.loghail.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A {@link Secret} in a file: at least 32 bytes in base64, for its owner alone (mode 0600). What is
 * wrong with one is said in a line that can be shown as it is, and never has what the file holds.
 */
public final class SecretFile {

  private static final int MAX_BYTES = 1024;

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private SecretFile() {}

  /**
   * Reads a secret. Quick: a file that is not a regular one is not opened, and no more than 1 KiB
   * is read.
   *
   * @param file where it is
   * @param notes gets a line where the system cannot tell who may read the file
   * @return the secret
   * @throws IOException with one line that names the file, what is wrong with it and what to do
   */
  public static Secret read(Path file, Consumer<String> notes) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException("there is no file " + file + "; \"loghail secret\" makes one");
    }
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + " is not a regular file");
    }
    checkOwnerOnly(file, notes);
    byte[] text = text(file);
    try {
      return secret(file, text);
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  private static void checkOwnerOnly(Path file, Consumer<String> notes) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null) {
      notes.accept("this system does not tell who may read " + file + ": see to it yourself");
      return;
    }
    Set<PosixFilePermission> granted = view.readAttributes().permissions();
    if (!OWNER_ONLY.containsAll(granted)) {
      throw new IOException(
          file
              + " is open to others ("
              + PosixFilePermissions.toString(granted)
              + "); make it yours alone: chmod 600 "
              + file);
    }
  }

  private static byte[] text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] text = in.readNBytes(MAX_BYTES + 1);
      if (text.length > MAX_BYTES) {
        throw new IOException(file + " is too large for a secret");
      }
      return text;
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file " + file + " any more", e);
    }
  }

  /** The decoder's own complaint would quote a character of the secret. */
  private static Secret secret(Path file, byte[] text) throws IOException {
    byte[] bytes = {};
    try {
      bytes = Base64.getMimeDecoder().decode(onlyBase64(text) ? text : bytes);
      if (bytes.length >= Secret.MIN_BYTES) {
        return Secret.of(bytes);
      }
    } catch (IllegalArgumentException e) {
      // said below
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
    throw new IOException(
        file
            + " does not hold a secret, which is 32 bytes or more in base64;"
            + " \"loghail secret\" makes one");
  }

  /** The decoder skips what is not base64; a text with such is something else. */
  private static boolean onlyBase64(byte[] text) {
    for (byte each : text) {
      boolean isBlank = each == '\n' || each == '\r' || each == ' ' || each == '\t';
      boolean isDigit = each >= '0' && each <= '9' || each == '+' || each == '/' || each == '=';
      boolean isLetter = each >= 'A' && each <= 'Z' || each >= 'a' && each <= 'z';
      if (!isBlank && !isDigit && !isLetter) {
        return false;
      }
    }
    return true;
  }

  /**
   * Makes a new secret of 32 random bytes.
   *
   * @param file where; there must be none yet
   * @throws IOException with one line that names the file and what is wrong; {@link
   *     FileAlreadyExistsException} where there is one, which is left alone
   */
  public static void create(Path file) throws IOException {
    byte[] bytes = new byte[Secret.MIN_BYTES];
    new SecureRandom().nextBytes(bytes);
    String line = Base64.getEncoder().encodeToString(bytes) + "\n";
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    boolean isPosix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownerOnly =
        isPosix
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
            : new FileAttribute<?>[0];
    try (var out = Files.newByteChannel(file, options, ownerOnly)) {
      out.write(java.nio.ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
    } catch (FileAlreadyExistsException e) {
      throw new FileAlreadyExistsException(file + " is there already, and is left as it is");
    } catch (NoSuchFileException e) {
      throw new IOException("there is no folder for " + file, e);
    }
  }
}
