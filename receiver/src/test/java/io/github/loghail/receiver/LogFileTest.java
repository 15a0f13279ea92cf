package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LogFileTest {

  private static final Source SELF = FileSink.source(Path.of("app.log"));

  private static List<Entry> read(byte[] bytes) throws IOException {
    return read(new ByteArrayInputStream(bytes));
  }

  private static List<Entry> read(InputStream in) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (LogFile file = LogFile.open(in, SELF, new SavedEntries(), 7, () -> {})) {
      for (Entry entry = file.next(); entry != null; entry = file.next()) {
        entries.add(entry);
      }
    }
    return entries;
  }

  private static List<Entry> read(String text) throws IOException {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String line(String message) {
    return Made.render(new JsonRenderer(), Made.message(message));
  }

  @Test
  void textIsShownAtTheTimeOfWhatIsBeforeIt() throws IOException {
    List<Entry> entries = read("early\r\n\n" + line("one") + "  at com.acme.X\nlast");
    assertThat(Show.texts(entries))
        .containsExactly("bare early", "one", "bare   at com.acme.X", "bare last");
    assertThat(entries.stream().map(Entry::epochNanos))
        .containsExactly(7L, Made.NANOS, Made.NANOS, Made.NANOS);
    assertThat(entries.get(0).source()).isSameAs(SELF);
  }

  @Test
  void aLastLineThatIsCutIsTold() throws IOException {
    String cut = line("two").substring(0, 50);
    assertThat(Show.texts(read(line("one") + cut)))
        .containsExactly("one", "unreadable 50: the last line is cut short");
    assertThat(Show.texts(read(line("one") + cut + "\n" + line("three").stripTrailing())))
        .as("in the middle it is text, and an end is not needed")
        .containsExactly("one", "bare " + cut, "three");
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  @Test
  void gzipIsReadWhateverItsName() throws IOException {
    byte[] whole = gzip(line("one") + line("two"));
    assertThat(Show.texts(read(whole))).containsExactly("one", "two");
    byte[] cut = Arrays.copyOf(whole, whole.length - 12);
    assertThat(Show.texts(read(cut))).last().asString().endsWith(": the file is cut short");
  }

  @Test
  void anEmptyFileIsEmpty() throws IOException {
    assertThat(read("")).isEmpty();
    assertThat(read("\n\n")).isEmpty();
    assertThat(Show.texts(read("x"))).containsExactly("bare x");
  }

  /** A line of 200 MB takes no more memory than one of 32 MB, and what follows it is read. */
  @Test
  void aLineWithoutEndIsToldAndSkipped() throws IOException {
    long bytes = 200L << 20;
    byte[] after = ("\n" + line("after")).getBytes(StandardCharsets.UTF_8);
    InputStream endless =
        new InputStream() {
          private long at;

          @Override
          public int read() {
            return at >= bytes + after.length ? -1 : at < bytes ? skip() : after[index()];
          }

          private int skip() {
            at++;
            return 'x';
          }

          private int index() {
            return (int) (at++ - bytes);
          }

          @Override
          public int read(byte[] into, int offset, int length) {
            if (at < bytes) {
              int count = (int) Math.min(length, bytes - at);
              Arrays.fill(into, offset, offset + count, (byte) 'x');
              at += count;
              return count;
            }
            int next = read();
            if (next < 0) {
              return -1;
            }
            into[offset] = (byte) next;
            return 1;
          }
        };
    assertThat(Show.texts(read(endless)))
        .containsExactly("unreadable " + bytes + ": a line larger than 32.0 MB", "after");
  }

  @Property(tries = 300)
  void anyBytesAreRead(@ForAll @Size(max = 200) byte[] bytes) throws IOException {
    boolean isGzip = bytes.length > 1 && bytes[0] == 0x1F && bytes[1] == (byte) 0x8B;
    if (!isGzip) {
      long text = new String(bytes, StandardCharsets.ISO_8859_1).split("\n").length;
      assertThat((long) read(bytes).size()).isLessThanOrEqualTo(Math.max(text, 0));
    }
  }
}
