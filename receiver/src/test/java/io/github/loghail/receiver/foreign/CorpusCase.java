package io.github.loghail.receiver.foreign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A case of the corpus, a file each: what it is about ({@code #}), its datagrams in hexadecimal,
 * and what is to be found in them ({@code =}), when nothing more comes.
 *
 * @param name of the file
 * @param about one line
 * @param datagrams in their order
 * @param found a line each
 */
record CorpusCase(String name, String about, List<byte[]> datagrams, List<String> found) {

  static final Path FOLDER = Path.of("src/test/resources/foreign");
  private static final String END = ".case";
  private static final int MAX_CHARS = 400;

  static List<CorpusCase> readAll() throws IOException {
    List<CorpusCase> cases = new ArrayList<>();
    try (var files = Files.list(FOLDER)) {
      for (Path file : files.filter(each -> each.toString().endsWith(END)).sorted().toList()) {
        cases.add(read(file));
      }
    }
    return cases;
  }

  private static CorpusCase read(Path file) throws IOException {
    String about = "";
    List<byte[]> datagrams = new ArrayList<>();
    List<String> found = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      switch (line.isEmpty() ? ' ' : line.charAt(0)) {
        case '#' -> about = line.substring(2);
        case '=' -> found.add(line.substring(2));
        default -> datagrams.add(HexFormat.of().parseHex(line));
      }
    }
    return new CorpusCase(file.getFileName().toString(), about, datagrams, found);
  }

  void write() throws IOException {
    List<String> lines = new ArrayList<>(List.of("# " + about));
    datagrams.forEach(each -> lines.add(HexFormat.of().formatHex(each)));
    found.forEach(each -> lines.add("= " + each));
    Files.write(FOLDER.resolve(name + END), lines);
  }

  /** What is found now. */
  List<String> find() {
    Heard heard = new Heard();
    datagrams.forEach(heard::take);
    heard.end();
    List<String> all = new ArrayList<>();
    heard.events.forEach(each -> all.add("event " + Heard.text(each)));
    heard.texts.forEach(each -> all.add("text " + each));
    heard.unreadable.forEach(each -> all.add("unreadable " + each));
    return all.stream().map(CorpusCase::visible).toList();
  }

  private static String visible(String text) {
    StringBuilder visible = new StringBuilder();
    for (char each : text.substring(0, Math.min(text.length(), MAX_CHARS)).toCharArray()) {
      boolean isPlain = each >= ' ' && each < 0x7F && each != '\\' || each >= 0xA1 && each < 0xFF;
      visible.append(isPlain ? String.valueOf(each) : String.format("\\u%04x", (int) each));
    }
    return visible.toString().stripTrailing();
  }
}
