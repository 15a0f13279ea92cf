package io.github.loghail.receiver.foreign;

/**
 * JSON as encoders write it: Logstash's, ECS, Log4j2's templates, Spring Boot's, pino, Python's.
 * What a key means, {@link Role} says.
 */
final class Json implements Reader {

  private final Settings settings;

  Json(Settings settings) {
    this.settings = settings;
  }

  /** An object has a key next, or ends at once; braces alone are found in texts too. */
  @Override
  public boolean recognises(Received datagram) {
    return isObject(datagram);
  }

  static boolean isObject(Received datagram) {
    int at = datagram.at(0) == 0xEF && datagram.at(1) == 0xBB && datagram.at(2) == 0xBF ? 3 : 0;
    at = behindBlanks(datagram, at);
    if (datagram.at(at) != '{') {
      return false;
    }
    int next = datagram.at(behindBlanks(datagram, at + 1));
    return next == '"' || next == '}';
  }

  private static int behindBlanks(Received datagram, int from) {
    int at = from;
    while (datagram.at(at) == ' '
        || datagram.at(at) == '\n'
        || datagram.at(at) == '\r'
        || datagram.at(at) == '\t') {
      at++;
    }
    return at;
  }

  @Override
  public void read(Received datagram, Output out) throws UnreadableException {
    for (JsonFields object : datagram.objects()) {
      Draft draft = new Draft(datagram.epochNanos());
      FieldMapper mapper = new FieldMapper(draft, settings.zone());
      object.fields().forEach(mapper::field);
      mapper.finish();
      out.event(draft, datagram);
    }
  }
}
