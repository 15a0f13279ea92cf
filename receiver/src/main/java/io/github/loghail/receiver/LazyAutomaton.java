package io.github.loghail.receiver;

import io.github.loghail.receiver.PatternTree.Node;
import io.github.loghail.receiver.PatternTree.Place;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Tells whether a pattern matches anywhere in a text, at a table look-up a byte: some 1 ns, where
 * RE2/J takes 30. Each set of states that the program can be in at a time is a state of this one;
 * they are found when a text leads to them, as most never are. When there are too many all are
 * forgotten, so that no pattern takes more memory; and where that happens again and again, as with
 * {@code \d.{0,80}ms}, it answers no more, because to find a state takes longer than RE2/J does.
 *
 * <p>Thread-safe: one text at a time.
 *
 * @see <a href="https://swtch.com/~rsc/regexp/regexp3.html">R. Cox, Regular Expression Matching in
 *     the Wild, 2010</a>
 */
final class LazyAutomaton {

  static final int MAX_STATES = 500;

  /** Of so many bytes a state, at least, none must have been unknown: RE2's measure. */
  private static final long MIN_BYTES_A_STATE = 10;

  /** Whether a pattern matches, as far as it is known. */
  enum Answer {
    YES,
    NO,
    UNKNOWN
  }

  /** What can be beside a place. */
  private enum Neighbor {
    EDGE,
    NEWLINE,
    WORD,
    /** Within a character beyond ASCII, where there is no place. */
    INSIDE,
    OTHER
  }

  /**
   * Where the program can be.
   *
   * @param states its states, in their order, before what they lead to without a byte
   * @param before what is before this place
   * @param next by the class of the byte, null where not yet known; the last is the text's end
   */
  private record State(int[] states, Neighbor before, State[] next) {}

  private record Key(IntBuffer states, Neighbor before) {}

  private static final State MATCHED = new State(new int[0], Neighbor.EDGE, new State[0]);

  private final ByteProgram program;

  /** Bytes that no part of the program tells apart are of one class. */
  private final int[] classes = new int[256];

  private final int[] bytes; // one of each class
  private final Map<Key, State> known = new HashMap<>();
  private final boolean[] seen;
  private final int[] pending;
  private State start;

  /** Bytes of the texts before, and of this one when a state was sought. */
  private long readBefore;

  private int readOfThis;
  private long forgottenAt = -MIN_BYTES_A_STATE * MAX_STATES;
  private boolean givenUp;

  private LazyAutomaton(ByteProgram program) {
    this.program = program;
    seen = new boolean[program.size()];
    pending = new int[program.size() + 1];
    bytes = classify();
    start = state(new int[] {program.start()}, Neighbor.EDGE);
  }

  /** One for a pattern, or null where it cannot be told by this. */
  static LazyAutomaton of(String regex) {
    Node tree = PatternTree.read(regex);
    ByteProgram program = tree == null ? null : ByteProgram.of(tree);
    return program == null ? null : new LazyAutomaton(program);
  }

  private int[] classify() {
    boolean[] begins = new boolean[257];
    for (int b = 1; b < 256; b++) {
      begins[b] = neighbor(b) != neighbor(b - 1);
    }
    for (int i = 0; i < program.size(); i++) {
      if (program.step(i) == ByteProgram.Step.TAKE) {
        begins[program.lowest(i)] = true;
        begins[program.highest(i) + 1] = true;
      }
    }
    int[] first = new int[256];
    int last = 0;
    for (int b = 1; b < 256; b++) {
      last += begins[b] ? 1 : 0;
      classes[b] = last;
      first[last] = begins[b] ? b : first[last];
    }
    return Arrays.copyOf(first, last + 1);
  }

  private static Neighbor neighbor(int b) {
    if (b >= 0x80) {
      return b < 0xC0 ? Neighbor.INSIDE : Neighbor.OTHER;
    }
    return b == '\n' ? Neighbor.NEWLINE : PatternTree.isWord(b) ? Neighbor.WORD : Neighbor.OTHER;
  }

  /** Whether it matches anywhere in well-formed UTF-8. */
  synchronized Answer isIn(byte[] text) {
    State state = start;
    for (int i = 0; i < text.length && state != MATCHED && !givenUp; i++) {
      int c = classes[text[i] & 0xFF];
      State next = state.next[c];
      if (next == null) {
        readOfThis = i;
        next = step(state, c);
      }
      state = next;
    }
    if (givenUp) {
      return Answer.UNKNOWN;
    }
    readBefore += text.length;
    readOfThis = 0;
    if (state != MATCHED) {
      State end = state.next[bytes.length];
      state = end == null ? step(state, bytes.length) : end;
    }
    return state == MATCHED ? Answer.YES : Answer.NO;
  }

  /** How many it knows. */
  synchronized int states() {
    return known.size();
  }

  /** Where a byte of a class leads to. */
  private State step(State from, int c) {
    boolean isEnd = c == bytes.length;
    Neighbor after = isEnd ? Neighbor.EDGE : neighbor(bytes[c]);
    State next;
    if (follow(from, after)) {
      next = MATCHED;
    } else {
      next = state(isEnd ? new int[0] : take(bytes[c]), after);
    }
    from.next[c] = next;
    return next;
  }

  /** Marks all that the states lead to at this place; whether one of them has matched. */
  private boolean follow(State from, Neighbor after) {
    Arrays.fill(seen, false);
    boolean hasMatched = false;
    for (int each : from.states) {
      int count = push(each, 0);
      while (count > 0) {
        int state = pending[--count];
        switch (program.step(state)) {
          case FORK -> count = push(program.other(state), push(program.next(state), count));
          case PLACE -> {
            if (isAt(program.place(state), from.before, after)) {
              count = push(program.next(state), count);
            }
          }
          case MATCH -> hasMatched = true;
          case TAKE -> {
            // once it is known which byte comes
          }
        }
      }
    }
    return hasMatched;
  }

  private int push(int state, int count) {
    if (seen[state]) {
      return count;
    }
    seen[state] = true;
    pending[count] = state;
    return count + 1;
  }

  private static boolean isAt(Place place, Neighbor before, Neighbor after) {
    boolean isWordEdge = (before == Neighbor.WORD) != (after == Neighbor.WORD);
    return switch (place) {
      case LINE_BEGIN -> before == Neighbor.EDGE || before == Neighbor.NEWLINE;
      case LINE_END -> after == Neighbor.EDGE || after == Neighbor.NEWLINE;
      case TEXT_BEGIN -> before == Neighbor.EDGE;
      case TEXT_END -> after == Neighbor.EDGE;
      case WORD_EDGE -> isWordEdge;
      case NO_WORD_EDGE -> !isWordEdge && after != Neighbor.INSIDE;
    };
  }

  /** Of what is marked, where a byte leads to; and it may always begin anew. */
  private int[] take(int b) {
    boolean[] reached = new boolean[program.size()];
    reached[program.start()] = true;
    for (int i = 0; i < seen.length; i++) {
      boolean takes =
          seen[i]
              && program.step(i) == ByteProgram.Step.TAKE
              && program.lowest(i) <= b
              && b <= program.highest(i);
      if (takes) {
        reached[program.next(i)] = true;
      }
    }
    return IntStream.range(0, reached.length).filter(i -> reached[i]).toArray();
  }

  private void forget() {
    known.clear();
    start = new State(start.states, start.before, new State[bytes.length + 1]);
    long read = readBefore + readOfThis;
    givenUp = read - forgottenAt < MIN_BYTES_A_STATE * MAX_STATES;
    forgottenAt = read;
  }

  private State state(int[] states, Neighbor before) {
    Key key = new Key(IntBuffer.wrap(states), before);
    State state = known.get(key);
    if (state == null) {
      if (known.size() == MAX_STATES) {
        forget();
      }
      state = new State(states, before, new State[bytes.length + 1]);
      known.put(key, state);
    }
    return state;
  }
}
