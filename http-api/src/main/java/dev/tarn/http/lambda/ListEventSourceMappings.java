package dev.tarn.http.lambda;

import dev.tarn.http.operation.Arns;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.stream.delivery.Triggers;
import dev.tarn.stream.trigger.Trigger;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Lists triggers, page by page. */
record ListEventSourceMappings(Triggers triggers, Arns arns) implements LambdaOperation {
  /** The service gives no more than this at once, whatever is asked for. */
  private static final int LONGEST_PAGE = 100;

  private static final int MOST_ITEMS = 10_000;

  @Override
  public HttpMethod method() {
    return HttpMethod.GET;
  }

  @Override
  public String path() {
    return ALL;
  }

  @Override
  public int status() {
    return 200;
  }

  @Override
  public CompletionStage<JsonObject> answer(LambdaRequest request) {
    int asked = request.number("MaxItems", LONGEST_PAGE, 1, MOST_ITEMS);
    List<Trigger> matching = matching(request);
    List<Trigger> rest = after(request.query().get("Marker"), matching);
    return CompletableFuture.completedFuture(page(rest, Math.min(asked, LONGEST_PAGE)));
  }

  private List<Trigger> matching(LambdaRequest request) {
    String stream = request.query().get("EventSourceArn");
    String function = request.query().get("FunctionName");
    return triggers.list(
        stream == null ? null : Arns.streamId(stream),
        function == null ? null : FunctionName.webhook(function));
  }

  /** The marker is the UUID of the last mapping given. */
  private static List<Trigger> after(@Nullable String marker, List<Trigger> triggers) {
    if (marker == null || marker.isEmpty()) {
      return triggers;
    }
    UUID last = parse(marker);
    return triggers.stream().filter(trigger -> trigger.uuid().compareTo(last) > 0).toList();
  }

  private static UUID parse(String marker) {
    try {
      return UUID.fromString(marker);
    } catch (IllegalArgumentException e) {
      throw new ValidationException("Invalid Marker");
    }
  }

  private JsonObject page(List<Trigger> rest, int size) {
    List<Trigger> page = rest.subList(0, Math.min(size, rest.size()));
    JsonObject answer =
        JsonObject.of(
            "EventSourceMappings",
            new JsonArray(
                page.stream().map(trigger -> MappingConfiguration.of(trigger, arns)).toList()));
    return rest.size() > page.size()
        ? answer.put("NextMarker", page.getLast().uuid().toString())
        : answer;
  }
}
