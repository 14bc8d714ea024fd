package dev.tarn.http.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.http.operation.Arns;
import dev.tarn.stream.trigger.Delivery;
import dev.tarn.stream.trigger.GivenUp;
import dev.tarn.stream.trigger.GivenUp.Condition;
import dev.tarn.stream.trigger.Window;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class PayloadTest {
  private static final Arns ARNS = new Arns("eu-west-1", "123456789012");
  private static final String STREAM =
      "arn:aws:dynamodb:eu-west-1:123456789012:table/Orders/stream/2023-11-14T22:13:20.000";

  @Test
  void isLambdasEvent() {
    assertThat(payload(Deliveries.of(Records.expiry())))
        .isEqualTo(
            """
            {"Records":[{"eventID":"0123456789abcdef0123456789abcdef","eventName":"REMOVE",\
            "eventVersion":"1.1","eventSource":"aws:dynamodb","awsRegion":"eu-west-1","dynamodb":{\
            "ApproximateCreationDateTime":1700000000,"Keys":{"pk":{"S":"order#7"}},\
            "OldImage":{"pk":{"S":"order#7"},"price":{"N":"10"}},\
            "SequenceNumber":"100000000000000000043","SizeBytes":123,\
            "StreamViewType":"NEW_AND_OLD_IMAGES"},\
            "userIdentity":{"principalId":"dynamodb.amazonaws.com","type":"Service"},\
            "eventSourceARN":"%s"}]}\
            """
                .formatted(STREAM));
  }

  @Test
  void holdsTheRecordsInTheirOrder() {
    JsonObject event =
        new JsonObject(
            payload(Deliveries.of(Records.insertion(), Records.modification(), Records.expiry())));
    assertThat(event.getJsonArray("Records").stream())
        .extracting(record -> ((JsonObject) record).getString("eventName"))
        .containsExactly("INSERT", "MODIFY", "REMOVE");
    assertThat(event.fieldNames()).containsExactly("Records");
  }

  @Test
  void tellsOfTheWindow() {
    JsonObject event =
        new JsonObject(
            payload(
                Deliveries.inWindow(
                    new Window(1_700_000_000_000L, 1_700_000_060_000L, "{\"n\":1}", true, false))));
    assertThat(event.getJsonObject("window"))
        .isEqualTo(
            new JsonObject()
                .put("start", "2023-11-14T22:13:20Z")
                .put("end", "2023-11-14T22:14:20Z"));
    assertThat(event.getJsonObject("state")).isEqualTo(new JsonObject().put("n", 1));
    assertThat(event.getString("shardId")).isEqualTo("shardId-00000001700000000000-0a0b0c0d");
    assertThat(event.getString("eventSourceARN")).isEqualTo(STREAM);
    assertThat(event.getBoolean("isFinalInvokeForWindow")).isTrue();
    assertThat(event.getBoolean("isWindowTerminatedEarly")).isFalse();
  }

  @Test
  void beginsAWindowWithoutState() {
    JsonObject event =
        new JsonObject(payload(Deliveries.inWindow(new Window(0, 1_000, null, false, false))));
    assertThat(event.getJsonObject("state")).isEqualTo(new JsonObject());
  }

  @Test
  void isAPlainEvent() {
    Delivery delivery =
        Deliveries.to(Deliveries.plain(Deliveries.webhook(URI.create("http://example.com/"))));
    assertThat(payload(delivery))
        .isEqualTo(
            """
            {"type":"item.modified","timestamp":"2023-11-14T22:13:20.789Z","data":{\
            "table":"Orders","keys":{"pk":"order#7"},"newItem":{"empty":[],"lines":[\
            {"article":"apple","count":3},{"article":"pear","count":1}],"note":null,"paid":true,\
            "pk":"order#7","price":12.5,"raw":"Ymlu","tags":["Blue","red"]},\
            "oldItem":{"pk":"order#7","price":10},"sequenceNumber":"100000000000000000042"}}\
            """);
  }

  @Test
  void tellsADestinationWhyABatchWasGivenUp() {
    GivenUp givenUp = new GivenUp(Condition.RETRY_ATTEMPTS_EXHAUSTED, 4, "500", 1_700_000_100_000L);
    JsonObject record = new JsonObject(payload(Deliveries.givenUp(givenUp)));
    JsonObject request = record.getJsonObject("requestContext");
    assertThat(request.getString("condition")).isEqualTo("RetryAttemptsExhausted");
    assertThat(request.getInteger("approximateInvokeCount")).isEqualTo(4);
    assertThat(request.getString("functionArn"))
        .isEqualTo("arn:aws:lambda:eu-west-1:123456789012:function:hook");
    JsonObject batch = record.getJsonObject("DDBStreamBatchInfo");
    assertThat(batch.getString("startSequenceNumber")).isEqualTo("100000000000000000042");
    assertThat(batch.getString("endSequenceNumber")).isEqualTo("100000000000000000044");
    assertThat(batch.getInteger("batchSize")).isEqualTo(2);
    assertThat(batch.getString("streamArn")).isEqualTo(STREAM);
    assertThat(record.getJsonObject("payload").getJsonArray("Records")).hasSize(2);
  }

  private static String payload(Delivery delivery) {
    return new String(Payload.of(delivery, ARNS), StandardCharsets.UTF_8);
  }
}
