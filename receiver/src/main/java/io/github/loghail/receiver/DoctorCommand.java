package io.github.loghail.receiver;

import io.github.loghail.wire.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code loghail doctor}: is a receiver there, how good is the way to it, and what to do. */
@Command(
    name = "doctor",
    version = ListenCommand.VERSION,
    header = "Says whether a receiver can be reached, how well, and what to do.",
    description = "Run it where the application runs.%n",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100)
final class DoctorCommand implements Callable<Integer> {

  private static final int QUESTIONS = 50;
  private static final int QUESTIONS_TO_SILENCE = 5;
  private static final long WAIT_MILLIS = 300;
  private static final int WANTED_BUFFER_BYTES = 4 << 20;
  private static final Path RMEM_MAX = Path.of("/proc/sys/net/core/rmem_max");

  private final Console console;

  @Mixin private Target target;

  @Mixin private SecretOption secretOption;

  private Secret secret;

  DoctorCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    int port = target.port();
    secret = secretOption.read(console::say);
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(target.host());
    } catch (UnknownHostException e) {
      print("! There is no host named \"" + target.host() + "\": correct the setting host.");
      return ExitCode.FAILURE.code();
    }
    boolean isWell = false;
    for (InetAddress address : addresses) {
      isWell |= examine(new InetSocketAddress(address, port));
    }
    examineThisMachine(port);
    if (!isWell) {
      print("! No receiver was found. Applications keep their newest events meanwhile.");
    }
    return (isWell ? ExitCode.OK : ExitCode.FAILURE).code();
  }

  /** Whether a receiver answers there. */
  private boolean examine(InetSocketAddress address) throws IOException {
    String where = Source.text(address);
    Probe.Result first;
    try {
      first = Probe.ask(address, secret, QUESTIONS_TO_SILENCE, WAIT_MILLIS);
    } catch (IOException e) {
      print("! " + where + " cannot be reached: " + e.getMessage() + ".");
      return false;
    }
    if (first.isRefused()) {
      print("! " + where + ": nobody listens. Start ./loghail there, or correct host and port.");
      return false;
    }
    if (first.roundTripNanos().isEmpty()) {
      print(
          "! "
              + where
              + ": no answer. A firewall drops UDP on the way there or back, or what listens is no"
              + " Loghail receiver"
              + (secret == null ? ", or one that wants --secret-file" : ", or has another secret")
              + ". Where nothing can come back, set feedback=false.");
      return false;
    }
    tell(where, Probe.ask(address, secret, QUESTIONS, WAIT_MILLIS));
    return true;
  }

  private void tell(String where, Probe.Result result) throws IOException {
    if (result.roundTripNanos().isEmpty()) {
      print("! " + where + ": answered at first, and then no more.");
      return;
    }
    print(
        String.format(
            Locale.ROOT,
            "%s %s: a receiver answers. Round trip %.2f ms in the median, %.2f ms at worst; %d of"
                + " %d questions were lost.",
            result.lost() == 0 ? "+" : "!",
            where,
            result.medianMillis(),
            result.worstMillis(),
            result.lost(),
            result.asked()));
    if (result.lost() > 0) {
      print("  What is lost on the way is sent again, as long as the sender's ring holds it.");
    }
  }

  private void examineThisMachine(int port) throws IOException {
    OptionalLong drops = KernelDrops.ofPort(port);
    if (drops.isPresent()) {
      long count = drops.getAsLong();
      print(
          String.format(
              Locale.ROOT,
              "%s This machine's kernel has dropped %,d datagrams of whoever listens on port %d.",
              count == 0 ? "+" : "!",
              count,
              port));
    }
    int granted = grantedBufferBytes();
    boolean isSmall = granted < WANTED_BUFFER_BYTES / 2;
    print(
        String.format(
            Locale.ROOT,
            "%s A receiver on this machine gets a socket buffer of %,d KiB.",
            isSmall ? "!" : "+",
            granted >> 10));
    if (isSmall && Files.exists(RMEM_MAX)) {
      print("  Nothing of ours is lost by that, bare datagrams may be. To raise it:");
      print("  sudo sysctl -w net.core.rmem_max=" + WANTED_BUFFER_BYTES);
    }
  }

  private static int grantedBufferBytes() throws IOException {
    try (DatagramChannel channel = DatagramChannel.open()) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, WANTED_BUFFER_BYTES);
      return channel.getOption(StandardSocketOptions.SO_RCVBUF);
    }
  }

  private void print(String line) throws IOException {
    LineBuffer out = new LineBuffer();
    out.putUtf8(line).put('\n');
    out.writeTo(console.out());
  }
}
