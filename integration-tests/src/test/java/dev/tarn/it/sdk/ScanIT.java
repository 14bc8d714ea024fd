package dev.tarn.it.sdk;

import static dev.tarn.it.ServiceErrors.assertInvalid;
import static dev.tarn.it.Values.attribute;
import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.TestTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

final class ScanIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private static final int ITEMS = 300;

  private static DynamoDbClient client;
  private static TestTable table;

  @BeforeAll
  static void putItems() {
    client = TARN.dynamoDb();
    table = TestTable.create(client);
    for (int i = 0; i < ITEMS; i++) {
      table.put("pk", s("k" + i), "v", n(i));
    }
  }

  private static List<String> segment(int segment, int totalSegments, int limit) {
    return client
        .scanPaginator(
            r ->
                r.tableName(table.name())
                    .segment(segment)
                    .totalSegments(totalSegments)
                    .limit(limit))
        .items()
        .stream()
        .map(item -> attribute(item, "pk").s())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"1, 7", "2, 50", "3, 1000", "4, 13", "5, 100", "16, 5", "300, 100"})
  void segmentsMakeTheWhole(int totalSegments, int limit) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < totalSegments; i++) {
      keys.addAll(segment(i, totalSegments, limit));
    }
    assertThat(keys).hasSize(ITEMS).doesNotHaveDuplicates();
  }

  @Test
  void scansInParallel() throws Exception {
    Set<String> keys = new HashSet<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<List<String>>> segments = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        int segment = i;
        segments.add(threads.submit(() -> segment(segment, 4, 10)));
      }
      for (Future<List<String>> each : segments) {
        assertThat(each.get()).isNotEmpty();
        keys.addAll(each.get());
      }
    }
    assertThat(keys).hasSize(ITEMS);
  }

  @Test
  void theOrderStaysTheSame() {
    assertThat(table.scan()).isEqualTo(table.scan());
  }

  @Test
  void filtersAndCounts() {
    ScanResponse answer =
        client.scan(
            r ->
                r.tableName(table.name())
                    .filterExpression("v < :ten")
                    .expressionAttributeValues(item(":ten", n(10)))
                    .select(Select.COUNT));
    assertThat(answer.count()).isEqualTo(10);
    assertThat(answer.scannedCount()).isEqualTo(ITEMS);
    assertThat(answer.hasItems()).isFalse();
  }

  @Test
  void anEmptyTableHasNoItems() {
    ScanResponse answer = client.scan(r -> r.tableName(TestTable.create(client).name()));
    assertThat(answer.items()).isEmpty();
    assertThat(answer.hasLastEvaluatedKey()).isFalse();
  }

  @Test
  void rejectsSegmentWithoutATotal() {
    assertInvalid(
        "The TotalSegments parameter is required but was not present in the request when Segment"
            + " parameter is present",
        () -> client.scan(r -> r.tableName(table.name()).segment(0)));
  }

  @Test
  void rejectsSegmentBeyondTheTotal() {
    assertInvalid(
        "The Segment parameter is zero-based and must be less than parameter TotalSegments:"
            + " Segment: 2 is not less than TotalSegments: 2",
        () -> segment(2, 2, 1));
  }
}
