package dev.tarn.kv.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {
  private static final OptionalInt ANY = OptionalInt.empty();

  @TempDir Path parent;

  @Test
  void makesANewDirectoryWithItsParents() throws IOException {
    Instant before = Instant.now().minusMillis(1);
    try (DataDirectory directory = DataDirectory.open(parent.resolve("a/b"), ANY)) {
      assertThat(directory.partitions().partitions()).isEqualTo(DataDirectory.DEFAULT_PARTITIONS);
      assertThat(directory.createdAt()).isBetween(before, Instant.now());
      assertThat(directory.log()).isEqualTo(parent.resolve("a/b/log"));
      assertThat(directory.partition(3)).isEqualTo(parent.resolve("a/b/partition-0003"));
    }
  }

  @Test
  void staysWhatItWasMade() throws IOException {
    Instant createdAt;
    try (DataDirectory directory = DataDirectory.open(parent, OptionalInt.of(7))) {
      createdAt = directory.createdAt();
    }
    try (DataDirectory directory = DataDirectory.open(parent, ANY)) {
      assertThat(directory.partitions().partitions()).isEqualTo(7);
      assertThat(directory.createdAt()).isEqualTo(createdAt);
    }
  }

  @Test
  void refusesAnotherNumberOfPartitions() throws IOException {
    DataDirectory.open(parent, OptionalInt.of(7)).close();
    assertThatThrownBy(() -> DataDirectory.open(parent, OptionalInt.of(4)))
        .isInstanceOf(DataDirectoryException.class)
        .hasMessageContaining("has 7 partitions since its first start, not 4");
    DataDirectory.open(parent, OptionalInt.of(7)).close();
  }

  @Test
  void refusesADirectoryThatIsHeld() throws IOException {
    DataDirectory held = DataDirectory.open(parent, ANY);
    assertThatThrownBy(() -> DataDirectory.open(parent.resolve("../" + parent.getFileName()), ANY))
        .isInstanceOf(DataDirectoryException.class)
        .hasMessageContaining("is in use by this process");
    held.close();
    DataDirectory.open(parent, ANY).close();
  }

  @Test
  void namesTheProcessThatHoldsTheDirectory() throws IOException {
    Process holder = HoldDirectory.start(parent);
    try {
      assertThatThrownBy(() -> DataDirectory.open(parent, ANY))
          .isInstanceOf(DataDirectoryException.class)
          .hasMessageContaining("is in use by process " + holder.pid());
    } finally {
      holder.destroyForcibly().onExit().join();
    }
    DataDirectory.open(parent, ANY).close();
  }

  @Test
  void refusesWhatANewerVersionWrote() throws IOException {
    DataDirectory.open(parent, ANY).close();
    replaceInIdentity("format.version=1", "format.version=2");
    assertThatThrownBy(() -> DataDirectory.open(parent, ANY))
        .isInstanceOf(DataDirectoryException.class)
        .hasMessageContaining("a newer version of Tarn wrote")
        .hasMessageContaining("format 2, this one knows 1");
  }

  @Test
  void refusesADamagedIdentity() throws IOException {
    DataDirectory.open(parent, ANY).close();
    replaceInIdentity("partitions=4", "partitions=four");
    assertThatThrownBy(() -> DataDirectory.open(parent, ANY))
        .isInstanceOf(DataDirectoryException.class)
        .hasMessageContaining("is damaged");
  }

  @Test
  void refusesALogWithoutAnIdentity() throws IOException {
    Files.createDirectory(parent.resolve("log"));
    assertThatThrownBy(() -> DataDirectory.open(parent, ANY))
        .isInstanceOf(DataDirectoryException.class)
        .hasMessageContaining("has a log but no tarn.properties");
  }

  @Test
  void saysWhyADirectoryCannotBeUsed() throws IOException {
    Path file = Files.createFile(parent.resolve("file"));
    assertThatThrownBy(() -> DataDirectory.open(file, ANY))
        .isInstanceOf(DataDirectoryException.class)
        .hasMessageContaining("cannot use the data directory")
        .hasMessageContaining("is not a directory");
  }

  @Test
  void openExistingMakesNothing() {
    Path absent = parent.resolve("absent");
    assertThatThrownBy(() -> DataDirectory.openExisting(absent))
        .isInstanceOf(DataDirectoryException.class)
        .hasMessageContaining("holds no data");
    assertThat(absent).doesNotExist();
  }

  @Test
  void aTemporaryDirectoryIsGoneOnceClosed() throws IOException {
    DataDirectory directory = DataDirectory.temporary(OptionalInt.of(2));
    Files.createDirectories(directory.partition(0));
    Files.writeString(directory.partition(0).resolve("data.mdb"), "pages");
    assertThat(directory.root()).isDirectory();
    directory.close();
    assertThat(directory.root()).doesNotExist();
  }

  @Test
  void sweepsWhatAKilledProcessLeft() throws IOException {
    Path stale = leave(parent, Duration.ofHours(1));
    Path young = leave(parent, Duration.ZERO);
    Path held = leave(parent, Duration.ofHours(1));
    try (DataDirectory holder = DataDirectory.open(held, ANY)) {
      Files.setLastModifiedTime(held, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
      TemporaryDirectories.sweep(parent);
      assertThat(stale).doesNotExist();
      assertThat(young).exists();
      assertThat(holder.root()).exists();
    }
  }

  private static Path leave(Path parent, Duration age) throws IOException {
    Path directory = TemporaryDirectories.create(parent);
    DataDirectory.open(directory, ANY).close();
    Files.setLastModifiedTime(directory, FileTime.from(Instant.now().minus(age)));
    return directory;
  }

  private void replaceInIdentity(String from, String to) throws IOException {
    Path file = parent.resolve("tarn.properties");
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }
}
