package dev.tarn.it.kcl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form; {@code scripts/soak kcl} runs the long one. */
final class KclIT {
  @Test
  void everyChangeIsProcessedInOrderThoughShardsRollOverAndAWorkerDies(@TempDir Path directory)
      throws Exception {
    KclRun.Result result =
        new KclRun(
                directory,
                Duration.ofSeconds(20),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                false,
                progress -> {})
            .run();
    assertThat(result.processed().disorder()).isEmpty();
    assertThat(result.processed().versions()).isEqualTo(result.written());
    assertThat(result.generations()).isGreaterThanOrEqualTo(3);
    assertThat(result.workers()).isEqualTo(3);
  }
}
