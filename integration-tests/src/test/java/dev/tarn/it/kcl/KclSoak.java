package dev.tarn.it.kcl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The long form of {@link KclIT}: {@code scripts/soak kcl}. */
final class KclSoak {
  private static final Duration SHARD_ROLLOVER = Duration.ofSeconds(20);
  private static final Duration KILL_EVERY = Duration.ofSeconds(150);

  private KclSoak() {}

  /** Runs for so many minutes, and ends with 1 if a change was lost or processed out of order. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Duration load = Duration.ofMinutes(Long.parseLong(arguments[0]));
    Path directory = Files.createTempDirectory("tarn-kcl-");
    say("what the workers write is in " + directory);
    KclRun.Result result =
        new KclRun(directory, load, SHARD_ROLLOVER, KILL_EVERY, true, KclSoak::say).run();
    result.processed().disorder().forEach(KclSoak::say);
    say(
        "%d changes, processed %d times, by %d workers; shards were opened %d times"
            .formatted(
                result.processed().changes(),
                result.processed().lines(),
                result.workers(),
                result.generations()));
    say(result.isComplete() ? "every change in order, none lost" : "FAILED");
    System.exit(result.isComplete() ? 0 : 1);
  }

  private static void say(String line) {
    System.out.println(Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + line);
  }
}
