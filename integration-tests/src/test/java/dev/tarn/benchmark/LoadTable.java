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

/** Makes the table {@code bench} anew, with the items that {@code scripts/bench} works on. */
final class LoadTable {
  private static final int KEYS = 10_000;
  private static final int QUERIED_KEYS = 1_000;
  private static final int ITEMS_PER_QUERIED_KEY = 10;
  private static final int BATCH = 25;
  private static final String PAD = "0123456789abcdefghijklmnopqrstuvwxyz".repeat(20).substring(20);

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI endpoint;

  private LoadTable(URI endpoint) {
    this.endpoint = endpoint;
  }

  public static void main(String[] arguments) throws Exception {
    LoadTable load = new LoadTable(URI.create(arguments[0]));
    load.createTable();
    long start = System.nanoTime();
    int items = load.putItems();
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "loaded %d items in %.1f s, in batches of %d, one after the other%n",
        items, seconds, BATCH);
  }

  private void createTable() throws IOException, InterruptedException {
    call("DeleteTable", "{\"TableName\":\"bench\"}", status -> status == 200 || status == 400);
    Duration patience = Duration.ofSeconds(30);
    long deadline = System.nanoTime() + patience.toNanos();
    while (describe().contains("TableStatus") && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
    call(
        "CreateTable",
        """
        {"TableName": "bench", "BillingMode": "PAY_PER_REQUEST",
         "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"},
                       {"AttributeName": "sk", "KeyType": "RANGE"}],
         "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"},
                                  {"AttributeName": "sk", "AttributeType": "N"}],
         "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "NEW_AND_OLD_IMAGES"}}
        """,
        status -> status == 200);
    while (!describe().contains("ACTIVE") && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
  }

  private String describe() throws IOException, InterruptedException {
    return call("DescribeTable", "{\"TableName\":\"bench\"}", status -> true);
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
            "{\"RequestItems\":{\"bench\":[%s]}}".formatted(String.join(",", requests)),
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
