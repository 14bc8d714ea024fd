package dev.tarn.it.stream;

import static dev.tarn.it.ServiceErrors.refusal;
import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.ItemSizes;
import dev.tarn.it.StreamReader;
import dev.tarn.it.TestTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** What a change looks like in the stream. */
final class StreamRecordIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private static final Map<String, AttributeValue> KEY = item("pk", s("a"));
  private static final Map<String, AttributeValue> FIRST = item("pk", s("a"), "v", n(1));
  private static final Map<String, AttributeValue> SECOND = item("pk", s("a"), "v", n(2));

  private static List<Record> records(TestTable table) {
    return new StreamReader(table.describe().latestStreamArn()).readOn(TARN.streams());
  }

  private static void assertImages(
      Record record,
      StreamViewType viewType,
      Map<String, AttributeValue> oldImage,
      Map<String, AttributeValue> newImage) {
    boolean hasOld =
        viewType == StreamViewType.OLD_IMAGE || viewType == StreamViewType.NEW_AND_OLD_IMAGES;
    boolean hasNew =
        viewType == StreamViewType.NEW_IMAGE || viewType == StreamViewType.NEW_AND_OLD_IMAGES;
    StreamRecord change = record.dynamodb();
    assertThat(change.hasOldImage()).isEqualTo(hasOld && !oldImage.isEmpty());
    assertThat(change.hasNewImage()).isEqualTo(hasNew && !newImage.isEmpty());
    assertThat(change.oldImage()).isEqualTo(hasOld ? oldImage : Map.of());
    assertThat(change.newImage()).isEqualTo(hasNew ? newImage : Map.of());
    assertThat(change.keys()).isEqualTo(KEY);
    assertThat(change.streamViewType()).isEqualTo(viewType);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN_TO_SDK_VERSION")
  void hasTheImagesOfItsViewType(StreamViewType viewType) {
    TestTable table = TestTable.create(TARN.dynamoDb(), viewType);
    table.put(FIRST);
    table.put(SECOND);
    table.delete("pk", s("a"));
    List<Record> records = records(table);
    assertThat(records.stream().map(Record::eventName))
        .containsExactly(OperationType.INSERT, OperationType.MODIFY, OperationType.REMOVE);
    assertImages(records.get(0), viewType, Map.of(), FIRST);
    assertImages(records.get(1), viewType, FIRST, SECOND);
    assertImages(records.get(2), viewType, SECOND, Map.of());
  }

  @Test
  void saysWhenAndWhereItHappened() {
    Instant before = Instant.now().minus(Duration.ofSeconds(1));
    TestTable table = TestTable.create(TARN.dynamoDb(), StreamViewType.NEW_AND_OLD_IMAGES);
    table.put(FIRST);
    table.put(SECOND);
    List<Record> records = records(table);
    Record modify = records.get(1);
    assertThat(modify.awsRegion()).isEqualTo("us-east-1");
    assertThat(modify.eventSource()).isEqualTo("aws:dynamodb");
    assertThat(modify.eventVersion()).isEqualTo("1.1");
    assertThat(modify.eventID()).isNotBlank().isNotEqualTo(records.get(0).eventID());
    assertThat(modify.userIdentity()).isNull();
    assertThat(modify.dynamodb().sequenceNumber()).matches("[1-9]\\d{20}");
    assertThat(modify.dynamodb().approximateCreationDateTime())
        .isBetween(before, Instant.now().plus(Duration.ofSeconds(1)));
    assertThat(modify.dynamodb().sizeBytes())
        .isEqualTo(ItemSizes.of(KEY) + ItemSizes.of(FIRST) + ItemSizes.of(SECOND));
  }

  @Test
  void isNotMadeByAWriteThatChangesNothing() {
    TestTable table = TestTable.create(TARN.dynamoDb(), StreamViewType.KEYS_ONLY);
    table.put(FIRST);
    table.put(FIRST);
    table.put("pk", s("a"), "v", n("1.00"));
    table.update("a", "SET v = :one", r -> r.expressionAttributeValues(item(":one", n(1))));
    table.update("a", "REMOVE absent", r -> {});
    table.delete("pk", s("other"));
    refusal(
        "ConditionalCheckFailedException",
        () -> table.update("a", "REMOVE v", r -> r.conditionExpression("attribute_exists(x)")));
    assertThat(records(table)).hasSize(1);
  }

  @Test
  void isMadeByEachWriteOfABatch() {
    TestTable table = TestTable.create(TARN.dynamoDb(), StreamViewType.NEW_IMAGE);
    List<WriteRequest> puts =
        IntStream.range(0, 25)
            .mapToObj(
                i -> WriteRequest.builder().putRequest(p -> p.item(item("pk", s("k" + i)))).build())
            .toList();
    table.client().batchWriteItem(r -> r.requestItems(Map.of(table.name(), puts)));
    assertThat(records(table)).hasSize(25).allMatch(r -> r.eventName() == OperationType.INSERT);
  }

  @Test
  void comesInTheOrderOfTheChangesOfAnItem() {
    TestTable table = TestTable.create(TARN.dynamoDb(), StreamViewType.NEW_AND_OLD_IMAGES);
    for (int i = 0; i < 300; i++) {
      table.put("pk", s("k" + i % 20), "v", n(i));
    }
    List<Record> records = records(table);
    assertThat(records).hasSize(300);
    for (int k = 0; k < 20; k++) {
      AttributeValue key = s("k" + k);
      List<Integer> values =
          records.stream()
              .filter(r -> key.equals(r.dynamodb().keys().get("pk")))
              .map(r -> Integer.valueOf(r.dynamodb().newImage().getOrDefault("v", n(-1)).n()))
              .toList();
      assertThat(values).hasSize(15).isSorted();
    }
  }
}
