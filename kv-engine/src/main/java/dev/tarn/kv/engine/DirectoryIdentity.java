package dev.tarn.kv.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tarn.partitioner.PartitionMap;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;
import java.util.Properties;

/**
 * What a data directory is from its first start on.
 *
 * @param partitions how many partitions its data is divided over
 * @param createdAt when it was made
 */
record DirectoryIdentity(int partitions, Instant createdAt) {
  static final String FILE = "tarn.properties";

  /** The layout of the directory, its log and its stores. Older servers refuse a newer one. */
  static final int FORMAT_VERSION = 1;

  static DirectoryIdentity create(int partitions) {
    int valid = new PartitionMap(partitions).partitions();
    return new DirectoryIdentity(valid, Instant.now().truncatedTo(ChronoUnit.MILLIS));
  }

  static boolean isIn(Path root) {
    return Files.exists(root.resolve(FILE));
  }

  static DirectoryIdentity read(Path root) throws IOException {
    Path file = root.resolve(FILE);
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
      properties.load(reader);
      requireKnownFormat(root, number(properties, "format.version"));
      return new DirectoryIdentity(
          new PartitionMap(number(properties, "partitions")).partitions(),
          Instant.parse(properties.getProperty("created.at", "")));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new DataDirectoryException(
          "%s is damaged (%s): restore it from a backup".formatted(file, e.getMessage()), e);
    }
  }

  private static int number(Properties properties, String name) {
    return Integer.parseInt(properties.getProperty(name, ""));
  }

  private static void requireKnownFormat(Path root, int version) throws DataDirectoryException {
    if (version > FORMAT_VERSION) {
      throw new DataDirectoryException(
          "a newer version of Tarn wrote the data directory %s (format %d, this one knows %d): start that version, or choose another --data-dir"
              .formatted(root, version, FORMAT_VERSION));
    }
  }

  /** Refuses another number of partitions than the directory has. */
  void requirePartitions(Path root, OptionalInt wanted) throws DataDirectoryException {
    if (wanted.isPresent() && wanted.getAsInt() != partitions) {
      throw new DataDirectoryException(
          "the data directory %s has %d partitions since its first start, not %d: leave out --partitions, or choose another --data-dir"
              .formatted(root, partitions, wanted.getAsInt()));
    }
  }

  /** Writes the file whole or not at all, whenever the power goes. */
  void write(Path root) throws IOException {
    Path temporary = root.resolve(FILE + ".tmp");
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer text = UTF_8.encode(text());
      while (text.hasRemaining()) {
        channel.write(text);
      }
      channel.force(true);
    }
    Files.move(temporary, root.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel directory = FileChannel.open(root)) {
      directory.force(true);
    }
  }

  private String text() {
    return """
    # What this data directory is. Written once; do not edit.
    format.version=%d
    partitions=%d
    created.at=%s
    """
        .formatted(FORMAT_VERSION, partitions, createdAt);
  }
}
