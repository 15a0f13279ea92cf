package io.github.loghail.receiver.foreign;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * GELF 1.1: a JSON object with a {@code short_message}; gzip or zlib may be around it, and around
 * that chunks.
 */
final class Gelf implements Reader {

  private static final byte[] SHORT_MESSAGE =
      "\"short_message\"".getBytes(StandardCharsets.US_ASCII);

  private final Settings settings;
  private final Chunks chunks = new Chunks();

  Gelf(Settings settings) {
    this.settings = settings;
  }

  @Override
  public boolean recognises(Received datagram) {
    return Chunks.isChunk(datagram) || Inflation.isPacked(datagram) || isPlain(datagram);
  }

  /** The name may be anywhere; only if it is there at all it is worth to parse it here. */
  private static boolean isPlain(Received datagram) {
    if (!Json.isObject(datagram) || !hasShortMessage(datagram)) {
      return false;
    }
    try {
      return datagram.objects().get(0).fields().containsKey("short_message");
    } catch (UnreadableException e) {
      return true; // so it is told as GELF that cannot be read
    }
  }

  private static boolean hasShortMessage(Received datagram) {
    byte[] bytes = datagram.bytes();
    for (int i = 0, end = datagram.length() - SHORT_MESSAGE.length; i <= end; i++) {
      if (bytes[i] == '"' && startsWith(bytes, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWith(byte[] bytes, int at) {
    for (int i = 1; i < SHORT_MESSAGE.length; i++) {
      if (bytes[at + i] != SHORT_MESSAGE[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void read(Received datagram, Output out) throws UnreadableException {
    if (Chunks.isChunk(datagram)) {
      byte[] whole = chunks.take(datagram, out);
      if (whole != null) {
        plain(unpacked(datagram.with(whole, whole.length)), out);
      }
    } else {
      plain(unpacked(datagram), out);
    }
  }

  @Override
  public long deadline() {
    return chunks.deadline();
  }

  @Override
  public void poll(long now, Output out) {
    chunks.poll(now, out);
  }

  private static Received unpacked(Received datagram) throws UnreadableException {
    if (!Inflation.isPacked(datagram)) {
      return datagram;
    }
    byte[] content = Inflation.inflate(datagram);
    return datagram.with(content, content.length);
  }

  private void plain(Received datagram, Output out) throws UnreadableException {
    if (!Json.isObject(datagram)) {
      throw new UnreadableException("it holds no JSON object");
    }
    for (JsonFields object : datagram.objects()) {
      event(object.fields(), datagram, out);
    }
  }

  private void event(Map<String, Object> fields, Received datagram, Output out)
      throws UnreadableException {
    if (!(fields.get("short_message") instanceof String message)) {
      throw new UnreadableException("it has no short_message");
    }
    Draft draft = new Draft(datagram.epochNanos());
    if (fields.get("level") instanceof Long level) {
      int severity = Severities.ofSyslog(level);
      draft.severity = severity == Severities.UNKNOWN ? draft.severity : severity;
    }
    FieldMapper mapper = new FieldMapper(draft, settings.zone());
    mapper.field("message", message);
    fields.forEach((key, value) -> field(key, value, mapper));
    mapper.finish();
    if (fields.get("full_message") instanceof String full) {
      full(full.strip(), draft);
    }
    if (fields.get("host") instanceof String host) {
      draft.host = host;
      draft.service = draft.service == null && !host.isEmpty() ? host : draft.service;
    }
    out.event(draft, datagram);
  }

  /** Additional fields begin with an underscore; of the others these few are left to the mapper. */
  private static void field(String key, Object value, FieldMapper mapper) {
    if (key.startsWith("_") && key.length() > 1) {
      mapper.field(key.substring(1), value);
    } else {
      switch (key) {
        case "version", "host", "short_message", "full_message" -> {}
        case "level" -> {
          if (!(value instanceof Long)) {
            mapper.field(key, value);
          }
        }
        default -> mapper.field(key, value);
      }
    }
  }

  /** The message and its trace, a trace alone, or the message at more length. */
  private static void full(String full, Draft draft) {
    int trace = Traces.find(full);
    ReadThrowable thrown = trace < 0 ? null : Traces.parse(full.substring(trace));
    if (thrown != null) {
      draft.thrown = thrown;
    } else if (full.startsWith(draft.message)) {
      draft.message = full;
    } else if (!full.isEmpty()) {
      draft.further(full);
    }
  }
}
