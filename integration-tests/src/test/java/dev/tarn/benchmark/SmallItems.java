package dev.tarn.benchmark;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** A table with a stream, made anew with small items: each makes a stream record. */
final class SmallItems {
  static final String TABLE = "bench-stream";
  static final int ITEMS = 100_000;
  private static final int BATCH = 25;
  private static final int WRITERS = 16;

  private SmallItems() {}

  static void load(Api api) {
    api.call("DynamoDB", "DeleteTable", "{\"TableName\":\"" + TABLE + "\"}")
        .otherwiseEmpty()
        .await();
    api.call(
            "DynamoDB",
            "CreateTable",
            """
            {"TableName": "%s", "BillingMode": "PAY_PER_REQUEST",
             "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
             "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
             "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "NEW_AND_OLD_IMAGES"}}
            """
                .formatted(TABLE))
        .await();
    List<Future<?>> writers = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      writers.add(put(api, writer * BATCH));
    }
    Future.all(writers).await();
  }

  private static Future<?> put(Api api, int first) {
    if (first >= ITEMS) {
      return Future.succeededFuture();
    }
    StringBuilder items = new StringBuilder();
    for (int i = first; i < first + BATCH; i++) {
      items
          .append(i == first ? "" : ",")
          .append("{\"PutRequest\":{\"Item\":{\"pk\":{\"S\":\"user#")
          .append(i)
          .append("\"},\"name\":{\"S\":\"Ada\"},\"visits\":{\"N\":\"")
          .append(i % 100)
          .append("\"},\"active\":{\"BOOL\":true}}}}");
    }
    return api.call(
            "DynamoDB", "BatchWriteItem", "{\"RequestItems\":{\"" + TABLE + "\":[" + items + "]}}")
        .compose(done -> put(api, first + WRITERS * BATCH));
  }
}
