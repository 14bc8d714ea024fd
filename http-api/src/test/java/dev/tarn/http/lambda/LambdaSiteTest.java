package dev.tarn.http.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.http.operation.Arns;
import dev.tarn.http.protocol.Operations;
import dev.tarn.http.server.EndpointOptions;
import dev.tarn.http.server.HttpEndpoint;
import dev.tarn.http.webhook.FakeTriggers;
import dev.tarn.http.webhook.NewSecret;
import dev.tarn.stream.trigger.PayloadFormat;
import dev.tarn.stream.trigger.Webhook;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests are written with single quotes. */
final class LambdaSiteTest {
  private static final String ALL = "/2015-03-31/event-source-mappings/";
  private static final String STREAM =
      "arn:aws:dynamodb:us-east-1:000000000000:table/Orders/stream/2026-01-01T00:00:00.000";
  private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:";
  private static final String CREATE =
      "{'EventSourceArn':'%s','FunctionName':'hook','StartingPosition':'LATEST'}".formatted(STREAM);

  private final FakeTriggers triggers = new FakeTriggers();
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpEndpoint endpoint;

  @BeforeEach
  void start() throws IOException {
    for (String name : List.of("hook", "other")) {
      triggers
          .createWebhook(
              new Webhook(
                  name,
                  URI.create("http://127.0.0.1:9/"),
                  List.of(NewSecret.hmac()),
                  30,
                  PayloadFormat.LAMBDA_EVENT))
          .join();
    }
    endpoint =
        HttpEndpoint.start(
            new EndpointOptions("127.0.0.1", 0, "us-east-1", 1, 1),
            new Operations(List.of(), List.of()),
            List.of(new LambdaSite(triggers, new Arns("us-east-1", "000000000000"))));
  }

  @AfterEach
  void stop() {
    client.shutdownNow();
    endpoint.close();
  }

  @Test
  void createsWithLambdasDefaults() throws Exception {
    JsonObject mapping = call("POST", ALL, CREATE, 202);
    String uuid = mapping.getString("UUID");
    assertThat(mapping)
        .isEqualTo(
            new JsonObject()
                .put("UUID", uuid)
                .put(
                    "EventSourceMappingArn",
                    "arn:aws:lambda:us-east-1:000000000000:event-source-mapping:" + uuid)
                .put("EventSourceArn", STREAM)
                .put("FunctionArn", FUNCTION + "hook")
                .put("StartingPosition", "LATEST")
                .put("State", "Creating")
                .put("StateTransitionReason", "User action")
                .put("LastModified", 1_700_000_000.5)
                .put("LastProcessingResult", "No records processed")
                .put("BatchSize", 100)
                .put("MaximumBatchingWindowInSeconds", 0)
                .put("ParallelizationFactor", 1)
                .put("TumblingWindowInSeconds", 0)
                .put("MaximumRetryAttempts", -1)
                .put("MaximumRecordAgeInSeconds", -1)
                .put("BisectBatchOnFunctionError", false)
                .put("FunctionResponseTypes", new JsonArray())
                .put("DestinationConfig", JsonObject.of("OnFailure", new JsonObject()))
                .put("FilterCriteria", null));
    assertThat(call("GET", ALL + uuid, "", 200).getString("State")).isEqualTo("Enabled");
  }

  @Test
  void createsWithEverySetting() throws Exception {
    JsonObject asked =
        json(CREATE)
            .put("FunctionName", FUNCTION + "hook:$LATEST")
            .put("StartingPosition", "TRIM_HORIZON")
            .put("BatchSize", 10_000)
            .put("MaximumBatchingWindowInSeconds", 300)
            .put("ParallelizationFactor", 10)
            .put("TumblingWindowInSeconds", 900)
            .put("MaximumRetryAttempts", 10_000)
            .put("MaximumRecordAgeInSeconds", 604_800)
            .put("BisectBatchOnFunctionError", true)
            .put("FunctionResponseTypes", JsonArray.of("ReportBatchItemFailures"))
            .put("DestinationConfig", destination(FUNCTION + "other"))
            .put("FilterCriteria", filters("{\"eventName\":[\"INSERT\"]}"));
    JsonObject mapping = call("POST", ALL, asked.encode(), 202);
    asked.remove("FunctionName");
    assertThat(mapping.getString("FunctionArn")).isEqualTo(FUNCTION + "hook");
    asked
        .fieldNames()
        .forEach(
            name -> assertThat(mapping.getValue(name)).as(name).isEqualTo(asked.getValue(name)));
  }

  @Test
  void changesWhatIsGivenAndNothingElse() throws Exception {
    String uuid =
        call(
                "POST",
                ALL,
                json(CREATE)
                    .put("BatchSize", 7)
                    .put("DestinationConfig", destination(FUNCTION + "other"))
                    .put("FilterCriteria", filters("{\"eventName\":[\"INSERT\"]}"))
                    .encode(),
                202)
            .getString("UUID");
    JsonObject changed = call("PUT", ALL + uuid, "{'ParallelizationFactor':2}", 202);
    assertThat(changed.getString("State")).isEqualTo("Updating");
    assertThat(changed.getInteger("ParallelizationFactor")).isEqualTo(2);
    assertThat(changed.getInteger("BatchSize")).isEqualTo(7);
    assertThat(changed.getJsonObject("FilterCriteria")).isNotNull();
    JsonObject emptied =
        call(
            "PUT",
            ALL + uuid,
            "{'FilterCriteria':{},'DestinationConfig':{'OnFailure':{}},'Enabled':false}",
            202);
    assertThat(emptied.getJsonObject("FilterCriteria")).isNull();
    assertThat(emptied.getJsonObject("DestinationConfig"))
        .isEqualTo(JsonObject.of("OnFailure", new JsonObject()));
    assertThat(call("GET", ALL + uuid, "", 200).getString("State")).isEqualTo("Disabled");
  }

  @Test
  void deletes() throws Exception {
    String uuid = call("POST", ALL, CREATE, 202).getString("UUID");
    assertThat(call("DELETE", ALL + uuid, "", 202).getString("State")).isEqualTo("Deleting");
    assertError(call("GET", ALL + uuid, "", 404), "ResourceNotFoundException");
  }

  @Test
  void listsPageByPage() throws Exception {
    Set<String> created = new TreeSet<>();
    for (int i = 0; i < 5; i++) {
      String other = CREATE.replace("table/Orders", "table/Orders" + i);
      created.add(call("POST", ALL, other, 202).getString("UUID"));
    }
    Set<String> listed = new TreeSet<>();
    String next = "";
    do {
      JsonObject page = call("GET", ALL + "?FunctionName=hook&MaxItems=2" + next, "", 200);
      JsonArray mappings = page.getJsonArray("EventSourceMappings");
      assertThat(mappings).hasSizeBetween(1, 2);
      mappings.forEach(mapping -> listed.add(((JsonObject) mapping).getString("UUID")));
      next = page.containsKey("NextMarker") ? "&Marker=" + page.getString("NextMarker") : null;
    } while (next != null);
    assertThat(listed).isEqualTo(created);
    assertThat(call("GET", ALL + "?FunctionName=other", "", 200))
        .isEqualTo(JsonObject.of("EventSourceMappings", new JsonArray()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'FunctionName':7}",
        "{'StartingPosition':'AT_TIMESTAMP'}",
        "{'StartingPosition':null}",
        "{'EventSourceArn':'arn:aws:sqs:us-east-1:000000000000:queue'}",
        "{'BatchSize':0}",
        "{'BatchSize':10001}",
        "{'BatchSize':1.5}",
        "{'BatchSize':'1'}",
        "{'BatchSize':99999999999}",
        "{'MaximumBatchingWindowInSeconds':301}",
        "{'ParallelizationFactor':11}",
        "{'TumblingWindowInSeconds':901}",
        "{'MaximumRetryAttempts':-2}",
        "{'MaximumRecordAgeInSeconds':59}",
        "{'FunctionResponseTypes':['Other']}",
        "{'DestinationConfig':{'OnFailure':{'Destination':'arn:aws:sqs:us-east-1:000000000000:q'}}}",
        "{'FilterCriteria':{'Filters':[{'Pattern':'nonsense'}]}}",
        "{'FilterCriteria':{'Filters':['nonsense']}}",
        "{'Queues':['q']}",
      })
  void rejectsWhatTheServiceRejects(String difference) throws Exception {
    JsonObject asked = difference.equals("{}") ? new JsonObject() : json(CREATE);
    asked.mergeIn(json(difference));
    assertError(call("POST", ALL, asked.encode(), 400), "InvalidParameterValueException");
    assertThat(triggers.list(null, null)).isEmpty();
  }

  @Test
  void tellsOtherErrorsApart() throws Exception {
    assertError(
        call("POST", ALL, CREATE.replace("'hook'", "'none'"), 404), "ResourceNotFoundException");
    call("POST", ALL, CREATE, 202);
    assertError(call("POST", ALL, CREATE, 409), "ResourceConflictException");
    assertError(call("GET", ALL + "no-uuid", "", 404), "ResourceNotFoundException");
    assertError(call("POST", ALL, "{", 400), "InvalidRequestContentException");
    assertError(call("POST", ALL, "[]", 400), "InvalidRequestContentException");
    assertError(call("GET", "/2015-03-31/functions/", "", 404), "UnknownOperationException");
    assertError(
        call("POST", ALL, "{'a':'" + "x".repeat(2_000_000) + "'}", 413),
        "RequestTooLargeException");
    assertError(call("GET", ALL + "?MaxItems=0", "", 400), "InvalidParameterValueException");
  }

  @Test
  void takesPathsWithASlashAtTheirEndAndWithout() throws Exception {
    call("GET", "/2015-03-31/event-source-mappings", "", 200);
    call("GET", "/2015-03-31/event-source-mappings/", "", 200);
  }

  private static void assertError(JsonObject answer, String type) {
    assertThat(answer.getString("errorType")).isEqualTo(type);
    assertThat(answer.getString("Type")).isEqualTo("User");
    assertThat(answer.getString("Message")).isNotEmpty();
  }

  /** The answer, with the header that names an error as a member. */
  private JsonObject call(String method, String path, String body, int status) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoint.port() + path))
            .method(method, BodyPublishers.ofString(body.replace('\'', '"')))
            .build();
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    JsonObject answer = new JsonObject(response.body());
    response
        .headers()
        .firstValue("x-amzn-ErrorType")
        .ifPresent(type -> answer.put("errorType", type));
    return answer;
  }

  private static JsonObject destination(String arn) {
    return JsonObject.of("OnFailure", JsonObject.of("Destination", arn));
  }

  private static JsonObject filters(String pattern) {
    return JsonObject.of("Filters", JsonArray.of(JsonObject.of("Pattern", pattern)));
  }

  private static JsonObject json(String text) {
    return new JsonObject(text.replace('\'', '"'));
  }
}
