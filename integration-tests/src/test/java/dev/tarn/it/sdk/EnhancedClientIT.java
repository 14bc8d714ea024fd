package dev.tarn.it.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.TestTable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.enhanced.dynamodb.model.WriteBatch;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** The enhanced client, with a bean that has a version. */
final class EnhancedClientIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private DynamoDbEnhancedClient client;
  private DynamoDbTable<Track> tracks;

  @BeforeEach
  void createTable() {
    client = DynamoDbEnhancedClient.builder().dynamoDbClient(TARN.dynamoDb()).build();
    tracks = client.table(TestTable.uniqueName("tracks"), TableSchema.fromBean(Track.class));
    tracks.createTable();
  }

  private static Track track(String album, int number) {
    Track track = new Track();
    track.setAlbum(album);
    track.setNumber(number);
    track.setTitle("Title " + number);
    track.setTags(List.of("x", "y"));
    track.setPlays(Map.of("monday", 3L));
    track.setReleasedAt(Instant.parse("2026-01-02T03:04:05.678Z"));
    return track;
  }

  private static Key key(String album, int number) {
    return Key.builder().partitionValue(album).sortValue(number).build();
  }

  private Track get(int number) {
    return Objects.requireNonNull(tracks.getItem(key("a", number)));
  }

  @Test
  void aBeanComesBackAsItWasPut() {
    tracks.putItem(track("a", 1));
    Track found = get(1);
    assertThat(found).usingRecursiveComparison().ignoringFields("version").isEqualTo(track("a", 1));
    assertThat(found.getVersion()).isNotNull();
    assertThat(tracks.getItem(key("a", 2))).isNull();
  }

  @Test
  void eachWriteRaisesTheVersion() {
    tracks.putItem(track("a", 1));
    Integer first = get(1).getVersion();
    Track updated = tracks.updateItem(get(1));
    assertThat(updated.getVersion()).isEqualTo(first + 1);
  }

  @Test
  void refusesAWriteOfAnOldVersion() {
    tracks.putItem(track("a", 1));
    Track stale = get(1);
    tracks.updateItem(get(1));
    stale.setTitle("stale");
    assertThatThrownBy(() -> tracks.putItem(stale))
        .isInstanceOf(ConditionalCheckFailedException.class);
    assertThatThrownBy(() -> tracks.updateItem(stale))
        .isInstanceOf(ConditionalCheckFailedException.class);
    assertThatThrownBy(() -> tracks.putItem(track("a", 1)))
        .isInstanceOf(ConditionalCheckFailedException.class);
    assertThat(get(1).getTitle()).isEqualTo("Title 1");
  }

  @Test
  void deletesOnACondition() {
    tracks.putItem(track("a", 1));
    Expression absent = Expression.builder().expression("attribute_not_exists(title)").build();
    assertThatThrownBy(() -> tracks.deleteItem(r -> r.key(key("a", 1)).conditionExpression(absent)))
        .isInstanceOf(ConditionalCheckFailedException.class);
    assertThat(Objects.requireNonNull(tracks.deleteItem(key("a", 1))).getTitle())
        .isEqualTo("Title 1");
  }

  @Test
  void queriesAndFilters() {
    for (int i = 1; i <= 10; i++) {
      tracks.putItem(track("a", i));
    }
    Expression filter =
        Expression.builder()
            .expression("title <> :t")
            .putExpressionValue(":t", AttributeValue.fromS("Title 5"))
            .build();
    List<Integer> numbers =
        tracks
            .query(
                r ->
                    r.queryConditional(QueryConditional.sortBetween(key("a", 3), key("a", 7)))
                        .filterExpression(filter)
                        .scanIndexForward(false)
                        .limit(2))
            .items()
            .stream()
            .map(Track::getNumber)
            .toList();
    assertThat(numbers).containsExactly(7, 6, 4, 3);
    assertThat(tracks.scan().items()).hasSize(10);
  }

  @Test
  void writesAndReadsInBatches() {
    DynamoDbEnhancedClient unversioned =
        DynamoDbEnhancedClient.builder()
            .dynamoDbClient(TARN.dynamoDb())
            .extensions(List.of())
            .build();
    DynamoDbTable<Track> table =
        unversioned.table(tracks.tableName(), TableSchema.fromBean(Track.class));
    WriteBatch.Builder<Track> writes = WriteBatch.builder(Track.class).mappedTableResource(table);
    ReadBatch.Builder<Track> reads = ReadBatch.builder(Track.class).mappedTableResource(table);
    for (int i = 1; i <= 20; i++) {
      writes.addPutItem(track("a", i));
      reads.addGetItem(key("a", i * 2));
    }
    assertThat(
            unversioned
                .batchWriteItem(r -> r.writeBatches(writes.build()))
                .unprocessedPutItemsForTable(table))
        .isEmpty();
    assertThat(unversioned.batchGetItem(r -> r.readBatches(reads.build())).resultsForTable(table))
        .hasSize(10);
  }

  @Test
  void describesItsTable() {
    assertThat(tracks.describeTable().table().tableName()).isEqualTo(tracks.tableName());
    tracks.deleteTable();
    assertThatThrownBy(tracks::describeTable).isInstanceOf(ResourceNotFoundException.class);
  }
}
