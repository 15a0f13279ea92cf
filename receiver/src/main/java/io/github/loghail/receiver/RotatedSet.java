package io.github.loghail.receiver;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which of the files given are one log, rotated: PATH, PATH.1, PATH.2.gz and so on. */
final class RotatedSet {

  private static final Pattern NUMBERED = Pattern.compile("(.+?)(?:\\.([1-9]\\d{0,2}))?(?:\\.gz)?");

  private record Member(Path path, int number) {}

  private RotatedSet() {}

  /**
   * The files in groups, each of them in the order of writing, which is from the last number on.
   */
  static List<List<Path>> of(List<Path> paths) {
    Map<Path, List<Member>> sets = new LinkedHashMap<>();
    for (Path path : paths) {
      Matcher name = NUMBERED.matcher(String.valueOf(path.getFileName()));
      boolean isName = name.matches();
      Path base = isName ? path.resolveSibling(name.group(1)) : path;
      String number = isName ? name.group(2) : null;
      sets.computeIfAbsent(base, ignored -> new ArrayList<>())
          .add(new Member(path, number == null ? 0 : Integer.parseInt(number)));
    }
    return sets.values().stream().map(RotatedSet::inOrder).toList();
  }

  private static List<Path> inOrder(List<Member> members) {
    return members.stream()
        .sorted(Comparator.comparingInt(Member::number).reversed())
        .map(Member::path)
        .toList();
  }
}
