package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FileSinkTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  @TempDir private Path folder;
  private final List<String> notices = new ArrayList<>();
  private long nanos;

  private FileSink sink(Path path) throws IOException {
    return new FileSink(KeptFile.open(path, null, notices::add), path, notices::add, () -> nanos);
  }

  private void pass(FileSink sink, int seconds) {
    for (int i = 0; i < seconds; i++) {
      nanos += TimeUnit.SECONDS.toNanos(1);
      sink.tick();
    }
  }

  @Test
  void keepsWhatJsonOutputShows() throws IOException {
    Entry[] entries = {
      new Entry.Joined(Made.source("shop"), Made.NANOS),
      Made.message("größe"),
      new Entry.Lost(Made.source("shop"), Made.NANOS, 3)
    };
    Path path = folder.resolve("log");
    try (FileSink sink = sink(path)) {
      for (Entry entry : entries) {
        sink.accept(entry);
      }
      assertThat(path).isEmptyFile();
      sink.flush();
      assertThat(path).hasContent(Made.render(new JsonRenderer(), entries));
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "needs /dev/full")
  void saysOnceThatTheDiskIsFullAndCounts() throws IOException {
    Path full = Path.of("/dev/full");
    try (FileSink sink = sink(full)) {
      for (int i = 0; i < 5; i++) {
        sink.accept(Made.message("x"));
        sink.flush();
        pass(sink, 2);
      }
    }
    assertThat(notices)
        .containsExactly(
            "cannot write /dev/full: No space left on device; receiving goes on",
            "/dev/full lacks 5 entries: No space left on device");
  }

  /** A file system of 64 KiB, truly full, and with room again. */
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "needs tmpfs")
  void goesOnWhenThereIsRoomAgain() throws Exception {
    Path mount = Files.createDirectory(folder.resolve("mount"));
    assumeTrue(
        call("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", mount.toString()) == 0,
        "only root may mount a file system");
    try {
      fillAndGoOn(mount);
    } finally {
      assertThat(call("umount", mount.toString())).isZero();
    }
  }

  private static int call(String... command) throws Exception {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
  }

  private void fillAndGoOn(Path mount) throws IOException {
    Path path = mount.resolve("log");
    Path ballast = mount.resolve("ballast");
    Files.write(ballast, new byte[40 << 10]);
    FileSink sink = sink(path);
    int accepted = 0;
    while (notices.isEmpty()) {
      sink.accept(Made.message("event " + accepted++ + "x".repeat(1000)));
      sink.flush();
    }
    assertThat(notices)
        .containsExactly("cannot write " + path + ": No space left on device; receiving goes on");
    assertThat(Files.readString(path)).as("no half line").endsWith("}\n");
    for (int i = 0; i < 20; i++) {
      sink.accept(Made.message("event " + accepted++ + "x".repeat(1000)));
      sink.flush();
      pass(sink, 1);
    }
    assertThat(notices).as("said once").hasSize(1);
    Files.delete(ballast);
    pass(sink, 10);
    sink.accept(Made.message("event " + accepted++));
    sink.close();
    check(path, accepted);
  }

  private void check(Path path, int accepted) throws IOException {
    int events = 0;
    int missing = 0;
    for (String line : Files.readAllLines(path)) {
      JsonNode json = JSON.readTree(line); // each line is whole
      if (json.path("type").asString("").equals("missing")) {
        assertThat(json.get("reason").asString()).isEqualTo("No space left on device");
        missing += json.get("entries").asInt();
      } else {
        assertThat(json.get("message").asString())
            .as("each stands where it belongs")
            .startsWith("event " + (events + missing));
        events++;
      }
    }
    assertThat(events + missing).isEqualTo(accepted);
    assertThat(missing).isGreaterThanOrEqualTo(20);
    assertThat(notices)
        .last()
        .isEqualTo("writes " + path + " again; it lacks " + missing + " entries");
    assertThat(notices).hasSize(2);
  }
}
