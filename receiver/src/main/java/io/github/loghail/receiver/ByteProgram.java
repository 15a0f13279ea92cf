package io.github.loghail.receiver;

import io.github.loghail.receiver.PatternTree.Bytes;
import io.github.loghail.receiver.PatternTree.Choice;
import io.github.loghail.receiver.PatternTree.Node;
import io.github.loghail.receiver.PatternTree.Place;
import io.github.loghail.receiver.PatternTree.Repeated;
import io.github.loghail.receiver.PatternTree.Sequence;
import java.util.Arrays;
import java.util.List;

/**
 * A pattern as a machine that may be in several of its states at a time: each takes a byte of a
 * range and goes on, or goes on without one to two others, or at a place alone, or has matched.
 * Immutable.
 *
 * @see <a href="https://doi.org/10.1145/363347.363387">K. Thompson, Regular Expression Search
 *     Algorithm, 1968</a>
 */
final class ByteProgram {

  /** What a state does. */
  enum Step {
    TAKE,
    FORK,
    PLACE,
    MATCH
  }

  /** A pattern that takes more is not made a program of. */
  static final int MAX_STATES = 2000;

  private static final Place[] PLACES = Place.values();

  private Step[] steps = new Step[MAX_STATES];
  private int[] next = new int[MAX_STATES];

  /** The other way of a fork, the lowest byte, or the ordinal of a place. */
  private int[] value = new int[MAX_STATES];

  private int[] highest = new int[MAX_STATES];
  private final int start;
  private int size;

  private ByteProgram(Node tree) {
    start = compile(tree, add(Step.MATCH, 0, 0, 0));
    steps = Arrays.copyOf(steps, size);
    next = Arrays.copyOf(next, size);
    value = Arrays.copyOf(value, size);
    highest = Arrays.copyOf(highest, size);
  }

  /** The program of a tree, or null where it would be too large. */
  static ByteProgram of(Node tree) {
    ByteProgram program = new ByteProgram(tree);
    return program.size < MAX_STATES ? program : null;
  }

  /** What does a part and then goes on at a state: the last is made first. */
  private int compile(Node part, int then) {
    if (size == MAX_STATES) {
      return then;
    } else if (part instanceof Bytes bytes) {
      return add(Step.TAKE, then, bytes.low(), bytes.high());
    } else if (part instanceof Place place) {
      return add(Step.PLACE, then, place.ordinal(), 0);
    } else if (part instanceof Sequence sequence) {
      int first = then;
      for (int i = sequence.parts().size() - 1; i >= 0; i--) {
        first = compile(sequence.parts().get(i), first);
      }
      return first;
    } else if (part instanceof Choice choice) {
      return choice(choice.parts(), then);
    }
    return repeated((Repeated) part, then);
  }

  private int choice(List<Node> parts, int then) {
    int first = compile(parts.get(parts.size() - 1), then);
    for (int i = parts.size() - 2; i >= 0; i--) {
      first = add(Step.FORK, compile(parts.get(i), then), first, 0);
    }
    return first;
  }

  private int repeated(Repeated repeated, int then) {
    int first = then;
    if (repeated.max() < 0) {
      first = add(Step.FORK, then, then, 0);
      next[first] = compile(repeated.part(), first);
    }
    for (int i = repeated.min(); i < repeated.max(); i++) {
      first = add(Step.FORK, compile(repeated.part(), first), then, 0);
    }
    for (int i = 0; i < repeated.min(); i++) {
      first = compile(repeated.part(), first);
    }
    return first;
  }

  private int add(Step step, int then, int low, int high) {
    if (size == MAX_STATES) {
      return size - 1;
    }
    steps[size] = step;
    next[size] = then;
    value[size] = low;
    highest[size] = high;
    return size++;
  }

  int size() {
    return size;
  }

  int start() {
    return start;
  }

  Step step(int state) {
    return steps[state];
  }

  /** Where it goes on. */
  int next(int state) {
    return next[state];
  }

  /** Where a fork goes on as well. */
  int other(int state) {
    return value[state];
  }

  /** Where it has to be. */
  Place place(int state) {
    return PLACES[value[state]];
  }

  int lowest(int state) {
    return value[state];
  }

  int highest(int state) {
    return highest[state];
  }
}
