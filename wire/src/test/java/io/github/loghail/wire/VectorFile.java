package io.github.loghail.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A golden vector. Lines of such a file are one of:
 *
 * <pre>
 * # a comment; the first one cites the section of PROTOCOL.md by its title, in quotes
 * 0000  9d 4c 01 01   ; bytes at an offset; 0000 begins a datagram
 * key: value          ; what they say, as {@link DatagramLines} has it
 * direction: read     ; only when no encoder of this version writes these bytes
 * secret: 00 ...      ; in hex, when they are sealed
 * </pre>
 *
 * <p>To add one, write what it says without the bytes: the test fails and shows them.
 */
record VectorFile(String name, String section, List<byte[]> datagrams, List<String> says) {

  private static final Pattern SECTION = Pattern.compile("\"([^\"]+)\"");
  private static final Pattern BYTES =
      Pattern.compile("([0-9a-f]{4})  ((?:[0-9a-f]{2} ?)+)(?: *;.*)?");
  private static final String READ_ONLY = "direction: read";

  static VectorFile read(Path path) throws IOException {
    List<String> lines = Files.readAllLines(path);
    Matcher section = SECTION.matcher(lines.get(0));
    if (!section.find()) {
      throw new IllegalArgumentException(path + " does not cite its section");
    }
    List<String> says =
        lines.stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .filter(line -> !BYTES.matcher(line).matches())
            .map(String::strip)
            .toList();
    return new VectorFile(path.getFileName().toString(), section.group(1), datagrams(lines), says);
  }

  /** Datagrams out of lines that may hold anything else too. */
  static List<byte[]> datagrams(List<String> lines) {
    List<ByteArrayOutputStream> datagrams = new ArrayList<>();
    for (String line : lines) {
      Matcher bytes = BYTES.matcher(line);
      if (bytes.matches()) {
        int offset = Integer.parseInt(bytes.group(1), 16);
        if (offset == 0) {
          datagrams.add(new ByteArrayOutputStream());
        }
        ByteArrayOutputStream datagram = datagrams.get(datagrams.size() - 1);
        if (datagram.size() != offset) {
          throw new IllegalArgumentException("not at offset " + datagram.size() + ": " + line);
        }
        datagram.writeBytes(HexFormat.of().parseHex(bytes.group(2).replace(" ", "")));
      }
    }
    return datagrams.stream().map(ByteArrayOutputStream::toByteArray).toList();
  }

  boolean isReadOnly() {
    return says.contains(READ_ONLY);
  }

  /** What it says, to be compared with what is read. */
  List<String> facts() {
    return says.stream()
        .filter(line -> !line.equals(READ_ONLY) && !line.startsWith("secret: "))
        .toList();
  }

  /** What it is sealed with, or null. */
  Secret secret() {
    return says.stream()
        .filter(line -> line.startsWith("secret: "))
        .map(line -> Secret.of(HexFormat.of().parseHex(line.substring("secret: ".length()))))
        .findFirst()
        .orElse(null);
  }

  /** Bytes as they stand in such a file. */
  static String dump(List<byte[]> datagrams) {
    StringBuilder out = new StringBuilder();
    for (byte[] datagram : datagrams) {
      for (int at = 0; at < datagram.length; at += 16) {
        String hex =
            HexFormat.ofDelimiter(" ").formatHex(datagram, at, Math.min(at + 16, datagram.length));
        out.append(String.format("%04x  %s%n", at, hex));
      }
      out.append(System.lineSeparator());
    }
    return out.toString();
  }
}
