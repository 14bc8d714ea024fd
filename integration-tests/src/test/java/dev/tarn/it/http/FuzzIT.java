package dev.tarn.it.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.TestTable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/**
 * Valid requests to every operation, changed at random: each gets an answer of the protocol, and
 * never a 500. Run one again with {@code -Dtarn.fuzz.seed=N}.
 */
final class FuzzIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private static final int REQUESTS = Integer.getInteger("tarn.fuzz.requests", 5_000);

  /** What is put into the place of something. */
  private static final List<String> INSERTS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "\"",
          ":",
          ",",
          "null",
          "true",
          "-1",
          "0",
          "1e400",
          "\"\"",
          "{}",
          "[]",
          "\\u0000",
          "\\",
          "99999999999999999999",
          "{\"S\":\"a\"}",
          "{\"N\":\"1E125\"}",
          "{\"NULL\":true}",
          "#x",
          ":v",
          "arn:aws:dynamodb:us-east-1:000000000000:table/",
          "/stream/",
          "(",
          ")",
          " AND ",
          "size(",
          "[0]",
          ".",
          "\u20ac",
          "\u0000");

  private final long seed = Long.getLong("tarn.fuzz.seed", System.nanoTime());
  private final Random random = new Random(seed);

  /** Requests to each operation. Apostrophes stand for quotes, TABLE and STREAM for names. */
  private static final List<Map.Entry<String, String>> REQUESTS_BY_OPERATION =
      List.of(
          Map.entry(
              "CreateTable",
              "{'TableName':'other','KeySchema':[{'AttributeName':'a','KeyType':'HASH'}],"
                  + "'AttributeDefinitions':[{'AttributeName':'a','AttributeType':'S'}],"
                  + "'BillingMode':'PAY_PER_REQUEST','StreamSpecification':{'StreamEnabled':true,"
                  + "'StreamViewType':'NEW_IMAGE'}}"),
          Map.entry("DescribeTable", "{'TableName':'TABLE'}"),
          Map.entry("ListTables", "{'Limit':10,'ExclusiveStartTableName':'abc'}"),
          Map.entry("UpdateTable", "{'TableName':'other','DeletionProtectionEnabled':false}"),
          Map.entry("DeleteTable", "{'TableName':'other'}"),
          Map.entry(
              "PutItem",
              "{'TableName':'TABLE','Item':{'pk':{'S':'a'},'sk':{'N':'1.5'},'b':{'B':'YWJj'},"
                  + "'l':{'L':[{'NULL':true},{'BOOL':false},{'M':{'x':{'SS':['a','b']}}}]},"
                  + "'ns':{'NS':['1','2']},'bs':{'BS':['YQ==']}},'ReturnValues':'ALL_OLD',"
                  + "'ConditionExpression':'attribute_not_exists(#x) OR size(l) > :v',"
                  + "'ExpressionAttributeNames':{'#x':'x'},"
                  + "'ExpressionAttributeValues':{':v':{'N':'0'}}}"),
          Map.entry(
              "GetItem",
              "{'TableName':'TABLE','Key':{'pk':{'S':'a'},'sk':{'N':'1.5'}},"
                  + "'ProjectionExpression':'#x, l[2].x, ns','ConsistentRead':true,"
                  + "'ExpressionAttributeNames':{'#x':'b'},'ReturnConsumedCapacity':'TOTAL'}"),
          Map.entry(
              "UpdateItem",
              "{'TableName':'TABLE','Key':{'pk':{'S':'a'},'sk':{'N':'1.5'}},'UpdateExpression':"
                  + "'SET v = if_not_exists(v, :v) + :v, l = list_append(l, :l) REMOVE b, l[0]"
                  + " ADD n :v DELETE ns :s','ExpressionAttributeValues':{':v':{'N':'1'},"
                  + "':l':{'L':[{'S':'x'}]},':s':{'NS':['1']}},'ReturnValues':'UPDATED_NEW'}"),
          Map.entry(
              "DeleteItem",
              "{'TableName':'TABLE','Key':{'pk':{'S':'a'},'sk':{'N':'1.5'}},"
                  + "'ReturnValues':'ALL_OLD'}"),
          Map.entry(
              "BatchGetItem",
              "{'RequestItems':{'TABLE':{'Keys':[{'pk':{'S':'a'},'sk':{'N':'1'}},"
                  + "{'pk':{'S':'b'},'sk':{'N':'2'}}],'ConsistentRead':true}}}"),
          Map.entry(
              "BatchWriteItem",
              "{'RequestItems':{'TABLE':[{'PutRequest':{'Item':{'pk':{'S':'a'},'sk':{'N':'3'}}}},"
                  + "{'DeleteRequest':{'Key':{'pk':{'S':'a'},'sk':{'N':'4'}}}}]}}"),
          Map.entry(
              "Query",
              "{'TableName':'TABLE','KeyConditionExpression':'pk = :p AND sk BETWEEN :l AND :h',"
                  + "'FilterExpression':'contains(l, :p) OR v IN (:l, :h)','Limit':5,"
                  + "'ExpressionAttributeValues':{':p':{'S':'a'},':l':{'N':'0'},':h':{'N':'9'}},"
                  + "'ScanIndexForward':false,"
                  + "'ExclusiveStartKey':{'pk':{'S':'a'},'sk':{'N':'5'}}}"),
          Map.entry("Scan", "{'TableName':'TABLE','Segment':1,'TotalSegments':4,'Select':'COUNT'}"),
          Map.entry("DynamoDBStreams_20120810.ListStreams", "{'TableName':'TABLE','Limit':5}"),
          Map.entry("DynamoDBStreams_20120810.DescribeStream", "{'StreamArn':'STREAM','Limit':9}"),
          Map.entry(
              "DynamoDBStreams_20120810.GetShardIterator",
              "{'StreamArn':'STREAM','ShardId':'SHARD','ShardIteratorType':'AT_SEQUENCE_NUMBER',"
                  + "'SequenceNumber':'100000000000000000001'}"),
          Map.entry(
              "DynamoDBStreams_20120810.GetRecords", "{'ShardIterator':'ITERATOR','Limit':10}"));

  @Test
  void everyRequestGetsAnAnswerOfTheProtocol() throws Exception {
    TestTable table =
        TestTable.create(
            TARN.dynamoDb(),
            ScalarAttributeType.N,
            r -> TestTable.stream(r, StreamViewType.NEW_AND_OLD_IMAGES));
    String stream = table.describe().latestStreamArn();
    String shard =
        TARN.streams()
            .describeStream(r -> r.streamArn(stream))
            .streamDescription()
            .shards()
            .getFirst()
            .shardId();
    String iterator =
        TARN.streams()
            .getShardIterator(
                r -> r.streamArn(stream).shardId(shard).shardIteratorType("TRIM_HORIZON"))
            .shardIterator();
    try (RawClient client = new RawClient(TARN.endpoint())) {
      for (int i = 0; i < REQUESTS; i++) {
        Map.Entry<String, String> request =
            REQUESTS_BY_OPERATION.get(i % REQUESTS_BY_OPERATION.size());
        String valid =
            request
                .getValue()
                .replace('\'', '"')
                .replace("TABLE", table.name())
                .replace("STREAM", stream)
                .replace("SHARD", shard)
                .replace("ITERATOR", iterator);
        // The first of each is sent as it is.
        byte[] body =
            i < REQUESTS_BY_OPERATION.size()
                ? valid.getBytes(StandardCharsets.UTF_8)
                : mutate(valid);
        assertAnswered(client, request.getKey(), body, i < REQUESTS_BY_OPERATION.size());
      }
    }
  }

  private void assertAnswered(RawClient client, String operation, byte[] body, boolean valid)
      throws Exception {
    Answer answer = client.send(operation, body, r -> {});
    String request = "seed %d: %s %s -> %s".formatted(seed, operation, text(body), answer.text());
    if (valid) {
      assertThat(answer.text()).as(request).doesNotContain("SerializationException");
    }
    assertThat(answer.status()).as(request).isIn(200, 400);
    answer.assertWellFormed();
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  private byte[] mutate(String valid) {
    StringBuilder text = new StringBuilder(valid);
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      change(text);
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(8) == 0 && bytes.length > 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private void change(StringBuilder text) {
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + random.nextInt(12));
    String insert = INSERTS.get(random.nextInt(INSERTS.size()));
    switch (random.nextInt(6)) {
      case 0 -> text.delete(from, to);
      case 1 -> text.insert(from, insert);
      case 2 -> text.replace(from, to, insert);
      case 3 -> text.insert(from, text.substring(from, to));
      case 4 -> text.setLength(from);
      default -> replaceValue(text, from, insert);
    }
  }

  /** Replaces what stands after a colon, so that the body stays JSON more often. */
  private static void replaceValue(StringBuilder text, int from, String insert) {
    int colon = text.indexOf(":", from);
    int end = colon < 0 ? -1 : text.indexOf(",", colon);
    if (end > 0) {
      text.replace(colon + 1, end, insert);
    }
  }
}
