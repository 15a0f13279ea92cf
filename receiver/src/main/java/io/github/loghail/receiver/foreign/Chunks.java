package io.github.loghail.receiver.foreign;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Joins GELF messages from their chunks.
 *
 * <pre>
 *  0     1     2                          10       11       12
 *  +-----+-----+--------------------------+--------+--------+-- ...
 *  | 1E  | 0F  | message id (8)           | number | count  | its part of the message
 *  +-----+-----+--------------------------+--------+--------+-- ...
 * </pre>
 *
 * <p>What is incomplete after {@link #MAX_AGE_NANOS} is told, as Graylog drops it then. It is
 * bounded as a whole and for each source, whose oldest makes room.
 */
final class Chunks {

  static final long MAX_AGE_NANOS = TimeUnit.SECONDS.toNanos(5);
  static final int MAX_CHUNKS = 128;
  static final int MAX_MESSAGES = 4096;
  static final int MAX_MESSAGES_A_SOURCE = 256;
  static final long MAX_BYTES = 32 << 20;

  private static final int HEADER_BYTES = 12;
  private static final int CHUNK_BYTES = 64;

  private record Id(InetSocketAddress from, long id) {}

  private static final class Message {
    final Received first;
    final long deadline;
    final byte[][] parts;
    int missing;
    int bytes;

    Message(Received first, int count) {
      this.first = first;
      deadline = first.nanos() + MAX_AGE_NANOS;
      parts = new byte[count][];
      missing = count;
    }
  }

  /** In the order in which they began, and so of their deadlines. */
  private final Map<Id, Message> messages = new LinkedHashMap<>();

  /** Those that are complete, the latest: their chunks may come twice. */
  private final Map<Id, Boolean> complete =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Id, Boolean> eldest) {
          return size() > MAX_MESSAGES;
        }
      };

  private final Map<InetSocketAddress, Integer> bySource = new LinkedHashMap<>();
  private long bytes;

  static boolean isChunk(Received datagram) {
    return datagram.at(0) == 0x1E && datagram.at(1) == 0x0F;
  }

  /** Takes a chunk; answers the message when that is complete, else null. */
  byte[] take(Received chunk, Output out) throws UnreadableException {
    if (chunk.length() < HEADER_BYTES) {
      throw new UnreadableException("a chunk shorter than its header");
    }
    int number = chunk.at(10);
    int count = chunk.at(11);
    if (count == 0 || count > MAX_CHUNKS || number >= count) {
      throw new UnreadableException("chunk " + (number + 1) + " of " + count);
    }
    Id id = new Id(chunk.from(), id(chunk.bytes()));
    Message message = messages.get(id);
    if (message == null && complete.containsKey(id)) {
      return null;
    } else if (message == null) {
      message = new Message(header(chunk), count);
      makeRoom(id.from, out);
      messages.put(id, message);
      bySource.merge(id.from, 1, Integer::sum);
    } else if (message.parts.length != count) {
      throw new UnreadableException(
          "chunk " + (number + 1) + " of " + count + " of a message of " + message.parts.length);
    }
    if (message.parts[number] == null) {
      add(message, number, chunk);
    }
    if (message.missing == 0) {
      messages.remove(id);
      complete.put(id, Boolean.TRUE);
      release(id.from, message);
      return join(message);
    }
    while (bytes > MAX_BYTES) {
      forgetOldest(null, out);
    }
    return null;
  }

  private static Received header(Received chunk) {
    return chunk.with(new byte[0], 0); // for its sender and its times
  }

  private static long id(byte[] bytes) {
    long id = 0;
    for (int i = 2; i < 10; i++) {
      id = id << 8 | bytes[i] & 0xFF;
    }
    return id;
  }

  private void add(Message message, int number, Received chunk) {
    byte[] part = new byte[chunk.length() - HEADER_BYTES];
    System.arraycopy(chunk.bytes(), HEADER_BYTES, part, 0, part.length);
    message.parts[number] = part;
    message.bytes += part.length + CHUNK_BYTES;
    bytes += part.length + CHUNK_BYTES;
    message.missing--;
  }

  private static byte[] join(Message message) {
    byte[] whole = new byte[message.bytes - CHUNK_BYTES * message.parts.length];
    int at = 0;
    for (byte[] part : message.parts) {
      System.arraycopy(part, 0, whole, at, part.length);
      at += part.length;
    }
    return whole;
  }

  private void makeRoom(InetSocketAddress from, Output out) {
    if (bySource.getOrDefault(from, 0) >= MAX_MESSAGES_A_SOURCE) {
      forgetOldest(from, out);
    }
    while (messages.size() >= MAX_MESSAGES) {
      forgetOldest(null, out);
    }
  }

  private void forgetOldest(InetSocketAddress fromOrAny, Output out) {
    Iterator<Map.Entry<Id, Message>> all = messages.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Id, Message> each = all.next();
      if (fromOrAny == null || each.getKey().from.equals(fromOrAny)) {
        all.remove();
        forget(each, "too many messages are incomplete; of this one came ", out);
        return;
      }
    }
  }

  long deadline() {
    return messages.isEmpty() ? Reader.NEVER : messages.values().iterator().next().deadline;
  }

  /** Tells what has not become complete in time. */
  void poll(long now, Output out) {
    Iterator<Map.Entry<Id, Message>> oldest = messages.entrySet().iterator();
    while (oldest.hasNext()) {
      Map.Entry<Id, Message> each = oldest.next();
      if (each.getValue().deadline > now) {
        return;
      }
      oldest.remove();
      String when = now == Reader.NEVER ? "until the end came " : "within 5 s came ";
      forget(each, when, out);
    }
  }

  private void forget(Map.Entry<Id, Message> entry, String when, Output out) {
    Message message = entry.getValue();
    release(entry.getKey().from, message);
    int count = message.parts.length;
    int came = count - message.missing;
    out.unreadable(
        when + came + " of " + count + " chunks; missing " + missing(message),
        message.bytes - CHUNK_BYTES * came,
        message.first);
  }

  private void release(InetSocketAddress from, Message message) {
    bySource.computeIfPresent(from, (source, count) -> count > 1 ? count - 1 : null);
    bytes -= message.bytes;
  }

  /** {@code 2, 5–9}, as people count. */
  private static String missing(Message message) {
    List<String> runs = new ArrayList<>();
    for (int i = 0; i < message.parts.length; i++) {
      if (message.parts[i] == null) {
        int first = i;
        while (i + 1 < message.parts.length && message.parts[i + 1] == null) {
          i++;
        }
        runs.add(first == i ? "" + (first + 1) : (first + 1) + "–" + (i + 1));
      }
    }
    return String.join(", ", runs);
  }
}
