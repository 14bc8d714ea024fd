package dev.tarn.http.admin;

import dev.tarn.kv.engine.Engine;
import dev.tarn.kv.engine.TableWrite;
import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.table.TableName;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The endpoint that begins anew: without tables and failure rules. */
final class ResetRoutes implements AdminRoutes {
  private final Engine engine;
  private final Failures failures;

  ResetRoutes(Engine engine, Failures failures) {
    this.engine = engine;
    this.failures = failures;
  }

  /**
   * What became of a table.
   *
   * @param kept why it was not deleted, or null
   */
  private record Outcome(TableName table, @Nullable DynamoDbException kept) {}

  @Override
  public void addTo(Router router, Executor workers) {
    router.post("/reset").handler(this::reset);
  }

  private void reset(RoutingContext request) {
    new Members(AdminRoutes.body(request)).requireNoOthers();
    failures.clear();
    List<CompletableFuture<Outcome>> deletions =
        engine.catalog().tables().keySet().stream().map(this::delete).toList();
    AdminRoutes.answer(request, all(deletions));
  }

  private CompletableFuture<Outcome> delete(TableName table) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    engine.write(
        new TableWrite.Delete(table),
        (deleted, error) -> outcome.complete(new Outcome(table, error)));
    return outcome;
  }

  private static CompletionStage<JsonObject> all(List<CompletableFuture<Outcome>> deletions) {
    return CompletableFuture.allOf(deletions.toArray(CompletableFuture[]::new))
        .thenApply(done -> write(deletions.stream().map(CompletableFuture::join).toList()));
  }

  private static JsonObject write(List<Outcome> outcomes) {
    JsonArray deleted = new JsonArray();
    JsonArray kept = new JsonArray();
    for (Outcome outcome : outcomes) {
      DynamoDbException refusal = outcome.kept();
      if (refusal == null) {
        deleted.add(outcome.table().value());
      } else {
        kept.add(
            new JsonObject()
                .put("table", outcome.table().value())
                .put("reason", refusal.getMessage()));
      }
    }
    return new JsonObject().put("deleted", deleted).put("kept", kept);
  }
}
