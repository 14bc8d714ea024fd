package dev.tarn.it.crash;

import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.Clients;
import dev.tarn.it.CommandRun;
import dev.tarn.it.ServerProcess;
import dev.tarn.it.TestTable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A server was killed after a hundred writes, and then something happened to its log. */
final class DamagedLogIT {
  private static final int ITEMS = 100;

  @TempDir private static Path original;
  @TempDir private Path directory;
  private static String tableName;

  @BeforeAll
  static void writeAndKill() throws Exception {
    try (ServerProcess server = ServerProcess.start(original);
        DynamoDbClient client = Clients.dynamoDb(server.endpoint())) {
      TestTable table = TestTable.create(client);
      tableName = table.name();
      for (int i = 0; i < ITEMS; i++) {
        table.put("pk", s("k" + i), "v", n(i), "text", s("x".repeat(200)));
      }
      server.kill();
    }
  }

  @BeforeEach
  void copy() throws IOException {
    try (Stream<Path> files = Files.walk(original)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = directory.resolve(original.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  private Path newestSegment() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("log"))) {
      return files
          .filter(file -> file.toString().endsWith(".log"))
          .max(Path::compareTo)
          .orElseThrow();
    }
  }

  /** Where the last byte is that was written: a segment may be longer than what is in it. */
  private static long endOfRecords(RandomAccessFile file) throws IOException {
    byte[] bytes = new byte[(int) file.length()];
    file.readFully(bytes);
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] == 0) {
      end--;
    }
    return end;
  }

  private void assertServes(int first, int last, String... words) throws Exception {
    try (ServerProcess server = ServerProcess.start(directory);
        DynamoDbClient client = Clients.dynamoDb(server.endpoint())) {
      TestTable table = new TestTable(client, tableName);
      assertThat(server.err()).contains(words);
      assertThat(table.describe().itemCount()).isBetween((long) first, (long) last);
      assertThat(table.get(item("pk", s("k" + (first - 1))))).isNotEmpty();
      table.put("pk", s("after"), "v", n(1));
      server.kill();
    }
    assertThat(CommandRun.of("check", "--data-dir", directory.toString()).exitCode()).isZero();
  }

  @Test
  void startsWithAnIntactLogAndReportsNothing() throws Exception {
    try (ServerProcess server = ServerProcess.start(directory)) {
      assertThat(server.err()).doesNotContain("log");
    }
  }

  @Test
  void cutsAndReportsATornTail() throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(newestSegment().toFile(), "rw")) {
      file.setLength(endOfRecords(file) - 7);
    }
    assertServes(ITEMS - 1, ITEMS - 1, newestSegment().getFileName().toString());
  }

  @Test
  void cutsAndReportsAGarbledTail() throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(newestSegment().toFile(), "rw")) {
      file.seek(endOfRecords(file) - 7);
      file.write("garbage!".repeat(100).getBytes(StandardCharsets.US_ASCII));
    }
    assertServes(ITEMS - 1, ITEMS - 1, newestSegment().getFileName().toString());
  }

  @Test
  void cutsAndReportsGarbageAfterTheLastRecord() throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(newestSegment().toFile(), "rw")) {
      file.seek(endOfRecords(file) + 8);
      file.write("garbage!".repeat(100).getBytes(StandardCharsets.US_ASCII));
    }
    assertServes(ITEMS, ITEMS, newestSegment().getFileName().toString());
  }

  @Test
  void refusesToStartOnADamagedMiddle() throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(newestSegment().toFile(), "rw")) {
      long middle = endOfRecords(file) / 3;
      file.seek(middle);
      int old = file.read();
      file.seek(middle);
      file.write(old ^ 0x10);
    }
    CommandRun.of("--port", "0", "--data-dir", directory.toString())
        .assertFailedWithOneLine(newestSegment().getFileName().toString());
    assertThat(CommandRun.of("check", "--data-dir", directory.toString()).exitCode()).isNotZero();
  }
}
