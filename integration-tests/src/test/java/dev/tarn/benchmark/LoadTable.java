package dev.tarn.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes a table anew, with the items that {@code scripts/bench} works on: {@code bench}, and {@code
 * bench-indexed}, which has two global indexes, in one of which every put moves the item's entry.
 */
final class LoadTable {
  private static final int KEYS = 10_000;
  private static final int QUERIED_KEYS = 1_000;
  private static final int ITEMS_PER_QUERIED_KEY = 10;
  private static final int BATCH = 25;
  private static final String TWO_INDEXES =
      """
      ,"GlobalSecondaryIndexes": [
        {"IndexName": "by-age", "Projection": {"ProjectionType": "ALL"},
         "KeySchema": [{"AttributeName": "age", "KeyType": "HASH"},
                       {"AttributeName": "pk", "KeyType": "RANGE"}]},
        {"IndexName": "by-name", "Projection": {"ProjectionType": "KEYS_ONLY"},
         "KeySchema": [{"AttributeName": "name", "KeyType": "HASH"},
                       {"AttributeName": "pk", "KeyType": "RANGE"}]}]
      """;
  private static final String INDEX_KEYS =
      """
      ,{"AttributeName": "age", "AttributeType": "N"},{"AttributeName": "name", "AttributeType": "S"}
      """;
  private static final String PAD = "0123456789abcdefghijklmnopqrstuvwxyz".repeat(20).substring(20);

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI endpoint;
  private final String table;
  private final boolean indexed;

  private LoadTable(URI endpoint, String table, boolean indexed) {
    this.endpoint = endpoint;
    this.table = table;
    this.indexed = indexed;
  }

  public static void main(String[] arguments) throws Exception {
    URI endpoint = URI.create(arguments[0]);
    new LoadTable(endpoint, "bench", false).load();
    new LoadTable(endpoint, "bench-indexed", true).load();
  }

  private void load() throws IOException, InterruptedException {
    createTable();
    long start = System.nanoTime();
    int items = putItems();
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "loaded %d items into %s in %.1f s, in batches of %d, one after the other%n",
        items, table, seconds, BATCH);
  }

  private void createTable() throws IOException, InterruptedException {
    call(
        "DeleteTable",
        "{\"TableName\":\"%s\"}".formatted(table),
        status -> status == 200 || status == 400);
    Duration patience = Duration.ofSeconds(30);
    long deadline = System.nanoTime() + patience.toNanos();
    while (describe().contains("TableStatus") && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
    call(
        "CreateTable",
        """
        {"TableName": "%s", "BillingMode": "PAY_PER_REQUEST",
         "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"},
                       {"AttributeName": "sk", "KeyType": "RANGE"}],
         "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"},
                                  {"AttributeName": "sk", "AttributeType": "N"}%s],
         "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "NEW_AND_OLD_IMAGES"}%s}
        """
            .formatted(table, indexed ? INDEX_KEYS : "", indexed ? TWO_INDEXES : ""),
        status -> status == 200);
    while (!describe().contains("ACTIVE") && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
  }

  private String describe() throws IOException, InterruptedException {
    return call("DescribeTable", "{\"TableName\":\"%s\"}".formatted(table), status -> true);
  }

  private int putItems() throws IOException, InterruptedException {
    List<String> batch = new ArrayList<>();
    int items = 0;
    for (int key = 0; key < KEYS; key++) {
      for (int sort = 0; sort < (key < QUERIED_KEYS ? ITEMS_PER_QUERIED_KEY : 1); sort++) {
        batch.add("{\"PutRequest\":{\"Item\":%s}}".formatted(item(key, sort)));
        items++;
        if (batch.size() == BATCH) {
          put(batch);
          batch.clear();
        }
      }
    }
    if (!batch.isEmpty()) {
      put(batch);
    }
    return items;
  }

  private void put(List<String> requests) throws IOException, InterruptedException {
    String answer =
        call(
            "BatchWriteItem",
            "{\"RequestItems\":{\"%s\":[%s]}}".formatted(table, String.join(",", requests)),
            status -> status == 200);
    if (answer.contains("PutRequest")) {
      throw new IOException("not all was taken: " + answer);
    }
  }

  private static String item(int key, int sort) {
    return """
    {"pk":{"S":"user#%d"},"sk":{"N":"%d"},"name":{"S":"Ada"},"age":{"N":"36"},\
    "tags":{"SS":["a","b","c"]},"active":{"BOOL":true},\
    "address":{"M":{"city":{"S":"London"},"zip":{"S":"E1"}}},"pad":{"S":"%s"}}\
    """
        .formatted(key, sort, PAD);
  }

  private String call(String operation, String body, Predicate<Integer> expected)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", "DynamoDB_20120810." + operation)
            .header("X-Amz-Date", "20260101T000000Z")
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=bench/20260101/us-east-1/dynamodb/aws4_request, "
                    + "SignedHeaders=host;x-amz-date;x-amz-target, Signature=0")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (!expected.test(answer.statusCode())) {
      throw new IOException(operation + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
  }
}
