package io.github.loghail.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.loghail.receiver.foreign.Foreign;
import io.github.loghail.wire.Utf8;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the examples of docs/formats.md to what is shown. */
class FormatsDocTest {

  private static final Pattern EXAMPLE =
      Pattern.compile("<!-- datagram -->\n```\n(.*?)\n```\n```\n(.*?)```\n", Pattern.DOTALL);

  @Test
  void theExamplesAreShownSo() throws IOException {
    String doc = Files.readString(Path.of("../docs/formats.md"));
    Source source =
        new Source("127.0.0.1:40000", new InetSocketAddress("127.0.0.1", 40_000), 0, null);
    Matcher example = EXAMPLE.matcher(doc);
    int examples = 0;
    while (example.find()) {
      Strangers strangers = new Strangers(Accepted.ALL, ZoneOffset.UTC, warning -> {});
      Entry datagram =
          new Entry.Bare(source, 1_795_701_801_391_000_000L, Utf8.of(example.group(1)));
      List<Entry> entries = new ArrayList<>(strangers.read(List.of(datagram), 0));
      entries.addAll(strangers.due(Foreign.NEVER));
      LineBuffer out = new LineBuffer();
      TextRenderer renderer = new TextRenderer(false, ZoneOffset.UTC);
      entries.forEach(each -> renderer.render(each, out));
      assertThat(out.toString()).isEqualTo(example.group(2));
      examples++;
    }
    assertThat(examples).isGreaterThanOrEqualTo(3);
  }
}
