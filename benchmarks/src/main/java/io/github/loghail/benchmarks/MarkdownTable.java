package io.github.loghail.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table as Markdown has it: the first column to the left, the others to the right. */
final class MarkdownTable {

  private final List<String> lines = new ArrayList<>();

  MarkdownTable(String... headings) {
    row((Object[]) headings);
    StringBuilder alignment = new StringBuilder("|---|");
    for (int i = 1; i < headings.length; i++) {
      alignment.append("--:|");
    }
    lines.add(alignment.toString());
  }

  MarkdownTable row(Object... cells) {
    lines.add(
        List.of(cells).stream()
            .map(String::valueOf)
            .collect(Collectors.joining(" | ", "| ", " |")));
    return this;
  }

  @Override
  public String toString() {
    return String.join("\n", lines);
  }
}
