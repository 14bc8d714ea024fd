package dev.tarn.http.rest.trigger;

import dev.tarn.http.operation.Database;
import dev.tarn.http.rest.Members;
import dev.tarn.http.rest.ProblemException;
import dev.tarn.http.rest.RestAnswer;
import dev.tarn.http.rest.RestExchange;
import dev.tarn.http.rest.RestOperation;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.table.StreamDefinition;
import dev.tarn.kv.table.TableDefinition;
import dev.tarn.stream.delivery.Triggers;
import dev.tarn.stream.shard.StreamId;
import dev.tarn.stream.trigger.StartingPosition;
import dev.tarn.stream.trigger.TriggerSettings;
import io.vertx.core.http.HttpMethod;

/** Creates a trigger on a table's latest stream. */
record CreateTrigger(Triggers triggers, Database database) implements RestOperation {
  @Override
  public HttpMethod method() {
    return HttpMethod.POST;
  }

  @Override
  public String path() {
    return "/triggers";
  }

  @Override
  public String mediaType() {
    return "application/json";
  }

  @Override
  public void answer(RestExchange exchange) {
    TriggerDocument document = TriggerDocument.of(exchange.body(), "table", "startingPosition");
    StreamId stream = stream(document.members().requiredString("table"));
    TriggerSettings settings = document.toSettings();
    exchange.replyAfter(
        triggers.create(stream, position(document.members()), settings),
        trigger ->
            RestAnswer.of(201, json -> TriggerView.write(json, trigger, database.arns()))
                .with("Location", "/v1/triggers/" + trigger.uuid()));
  }

  private StreamId stream(String name) {
    TableDefinition table = database.existing(name);
    StreamDefinition stream = table.latestStream();
    if (stream == null || !stream.enabled()) {
      throw new ValidationException("The table %s has no stream".formatted(table.name()));
    }
    return new StreamId(table.name(), stream.label());
  }

  private static StartingPosition position(Members members) {
    String position = members.string("startingPosition");
    return switch (position == null ? "LATEST" : position) {
      case "LATEST" -> StartingPosition.LATEST;
      case "TRIM_HORIZON" -> StartingPosition.TRIM_HORIZON;
      default ->
          throw ProblemException.badRequest(
              "The member startingPosition must be LATEST or TRIM_HORIZON.");
    };
  }
}
