package io.github.loghail.receiver;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A file of whole lines that is appended to, and rotated: PATH is the newest, PATH.1 the one before
 * it, and so on. What a write that fails has left of a line is taken back. Not thread-safe.
 *
 * <p>Created readable and writable by its owner alone, where the system knows such rights; those of
 * a file that exists are left as they are. Held by a lock, so that no two receivers rotate it.
 */
final class KeptFile implements AutoCloseable {

  private static final Set<StandardOpenOption> APPEND =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);

  /** Where Windows locks bytes, others cannot read them: this one is never written. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  private final Path path;
  private final Consumer<String> notices;
  private Rotation rotation;
  private FileChannel channel;
  private boolean isRegular;
  private boolean needsNewline;
  private long size;
  private int taken;

  private KeptFile(Path path, Rotation rotationOrNull, Consumer<String> notices) {
    this.path = path;
    this.rotation = rotationOrNull;
    this.notices = notices;
  }

  /**
   * Opens or creates a file.
   *
   * @param path where
   * @param rotationOrNull null to let it grow
   * @param notices takes a line when it cannot be rotated
   */
  static KeptFile open(Path path, Rotation rotationOrNull, Consumer<String> notices)
      throws IOException {
    KeptFile file = new KeptFile(path, rotationOrNull, notices);
    file.open();
    return file;
  }

  private void open() throws IOException {
    FileChannel opened = FileChannel.open(path, APPEND, ownerOnly());
    try {
      isRegular = Files.isRegularFile(path);
      if (isRegular) {
        lock(opened);
      }
      size = isRegular ? opened.size() : 0;
      needsNewline = size > 0 && !endsWithNewline();
      channel = opened;
    } finally {
      if (channel != opened) {
        opened.close();
      }
    }
  }

  private FileAttribute<?>[] ownerOnly() {
    boolean isPosix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return isPosix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private void lock(FileChannel opened) throws FileSystemException {
    boolean isTaken;
    try {
      isTaken = opened.tryLock(LOCKED_BYTE, 1, false) == null;
    } catch (OverlappingFileLockException e) {
      isTaken = true;
    } catch (IOException e) {
      isTaken = false; // a file system without locks
    }
    if (isTaken) {
      throw new FileSystemException(path.toString(), null, "another receiver writes it");
    }
  }

  private boolean endsWithNewline() {
    try (SeekableByteChannel in = Files.newByteChannel(path)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      in.position(size - 1).read(last);
      return last.get(0) == '\n';
    } catch (IOException e) {
      return true; // it may be written, but not read
    }
  }

  /**
   * Appends whole lines. When it fails, {@link #taken} says how many of the bytes are in the file:
   * whole lines, too.
   */
  void append(byte[] lines, int length) throws IOException {
    taken = 0;
    if (channel == null) {
      open();
    }
    while (taken < length) {
      int end = fitting(lines, length);
      if (end > taken) {
        write(lines, end);
      } else {
        rotate();
      }
    }
  }

  /** How many bytes of what was last appended are in the file. */
  int taken() {
    return taken;
  }

  /** The end of the last line that still fits into this file; where none does, no more. */
  private int fitting(byte[] lines, int length) {
    if (rotation == null || !isRegular || rotation.bytes() - size >= length - taken) {
      return length;
    }
    long room = Math.max(0, rotation.bytes() - size);
    int end = endOfLine(lines, taken, (int) (taken + room));
    if (end > taken || size > 0) {
      return end;
    }
    int next = taken;
    while (lines[next] != '\n') {
      next++; // a line that is larger than a file has one of its own
    }
    return next + 1;
  }

  /** The end of the last whole line, or the start when there is none. */
  private static int endOfLine(byte[] lines, int start, int end) {
    int at = end;
    while (at > start && lines[at - 1] != '\n') {
      at--;
    }
    return at;
  }

  private void write(byte[] lines, int end) throws IOException {
    if (needsNewline) {
      size += channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
      needsNewline = false;
    }
    ByteBuffer bytes = ByteBuffer.wrap(lines, taken, end - taken);
    try {
      while (bytes.hasRemaining()) {
        size += channel.write(bytes);
      }
      taken = end;
    } catch (IOException e) {
      int whole = endOfLine(lines, taken, bytes.position());
      takeBack(bytes.position() - whole);
      taken = whole;
      throw e;
    }
  }

  private void takeBack(int bytes) {
    if (bytes == 0) {
      return;
    }
    try {
      channel.truncate(size - bytes);
      size -= bytes;
    } catch (IOException e) {
      needsNewline = true;
    }
  }

  private void rotate() throws IOException {
    close();
    try {
      for (int i = rotation.files() - 1; i > 0; i--) {
        Path from = numbered(i - 1);
        if (Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
          Files.move(from, numbered(i), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      if (rotation.files() == 1) {
        Files.delete(path);
      }
    } catch (IOException e) {
      notices.accept("cannot rotate " + path + ": " + reason(e) + "; it grows on");
      rotation = null;
    }
    open();
  }

  private Path numbered(int i) {
    return i == 0 ? path : path.resolveSibling(path.getFileName() + "." + i);
  }

  /** What is wrong, without the path that every caller names itself. */
  static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    } else if (e instanceof NoSuchFileException) {
      return "no such file or folder";
    } else if (e instanceof FileSystemException failure && failure.getReason() != null) {
      return failure.getReason();
    }
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  @Override
  public void close() throws IOException {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
