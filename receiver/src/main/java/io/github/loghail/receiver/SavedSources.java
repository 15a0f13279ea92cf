package io.github.loghail.receiver;

import io.github.loghail.wire.Resource;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes sources of what {@link JsonRenderer} wrote, one for all lines of a session. Nothing is
 * resolved: an address that is none stays the text that it is. Not thread-safe.
 */
final class SavedSources {

  static final int MAX_SOURCES = 4096;

  private static final Pattern ADDRESS =
      Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.]+(?:%[^]]+)?]):(\\d{1,5})");

  private record Key(
      String service, String address, String session, String host, long pid, String framework) {}

  private final Map<Key, Source> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Source> eldest) {
          return size() > MAX_SOURCES;
        }
      };

  /** The source; null when the object names none. */
  Source read(JsonObject json) {
    return read(json, json.number("pid", 0));
  }

  /** The same with the process that it had before it was started again. */
  Source previous(JsonObject json) {
    return read(json, json.number("previousPid", 0));
  }

  private Source read(JsonObject json, long pid) {
    String service = json.text("service");
    String address = json.text("source");
    if (service == null || address == null) {
      return null;
    }
    return known.computeIfAbsent(
        new Key(
            service, address, json.text("session"), json.text("host"), pid, json.text("framework")),
        SavedSources::source);
  }

  private static Source source(Key key) {
    Resource resource =
        key.host == null || key.framework == null
            ? null
            : new Resource(key.service, key.host, key.pid, key.framework, 0);
    return new Source(key.service, address(key.address), session(key.session), resource);
  }

  private static long session(String hex) {
    try {
      return hex == null ? 0 : Long.parseUnsignedLong(hex, 16);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static InetSocketAddress address(String text) {
    Matcher matcher = ADDRESS.matcher(text);
    try {
      if (matcher.matches() && Integer.parseInt(matcher.group(2)) <= 0xFFFF) {
        // No name can be of this form, so none is looked up.
        InetAddress address = InetAddress.getByName(matcher.group(1));
        InetSocketAddress read = new InetSocketAddress(address, Integer.parseInt(matcher.group(2)));
        if (Source.text(read).equals(text)) {
          return read;
        }
      }
    } catch (UnknownHostException e) {
      // so it stays a text
    }
    return InetSocketAddress.createUnresolved(text, 0);
  }
}
