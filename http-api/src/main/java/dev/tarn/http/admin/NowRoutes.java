package dev.tarn.http.admin;

import dev.tarn.http.operation.Database;
import dev.tarn.kv.engine.TableWrite;
import dev.tarn.kv.table.TableName;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The endpoints that have done now what time would do. */
final class NowRoutes implements AdminRoutes {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final DrivenClock clock;
  private final Database database;

  NowRoutes(DrivenClock clock, Database database) {
    this.clock = clock;
    this.database = database;
  }

  @Override
  public void addTo(Router router, Executor workers) {
    router.post("/iterators/expire").handler(this::expireIterators);
    router.post("/ttl/run").handler(request -> expireItems(request, workers));
    router.post("/shards/roll-over").handler(this::rollOver);
    router.post("/log/trim").handler(this::trim);
  }

  /**
   * The clock moves by a millisecond, so that an iterator given right after this is a later one.
   */
  private void expireIterators(RoutingContext request) {
    requireNoBody(request);
    long nowMs = clock.millis();
    clock.advance(Duration.ofMillis(1));
    database.streams().expireIterators(nowMs);
    AdminRoutes.answer(
        request, new JsonObject().put("expiredUntil", Instant.ofEpochMilli(nowMs).toString()));
  }

  private void expireItems(RoutingContext request, Executor workers) {
    requireNoBody(request);
    AdminRoutes.answer(
        request,
        CompletableFuture.supplyAsync(
            () -> new JsonObject().put("left", database.engine().expire(PATIENCE)), workers));
  }

  /** Of one table or of all; the answer comes when the new shards can be read. */
  private void rollOver(RoutingContext request) {
    Members members = new Members(AdminRoutes.body(request));
    String table = members.string("table");
    members.requireNoOthers();
    CompletableFuture<JsonObject> rolled = new CompletableFuture<>();
    if (table == null) {
      database.engine().rollOverAll(() -> rolled.complete(new JsonObject()));
    } else {
      database
          .engine()
          .write(
              new TableWrite.RollOver(new TableName(table)),
              (after, error) -> {
                if (error == null) {
                  rolled.complete(new JsonObject());
                } else {
                  rolled.completeExceptionally(Problem.conflict(table + ": " + error.getMessage()));
                }
              });
    }
    AdminRoutes.answer(request, rolled);
  }

  private void trim(RoutingContext request) {
    requireNoBody(request);
    database.engine().trim();
    AdminRoutes.answerDone(request);
  }

  private static void requireNoBody(RoutingContext request) {
    new Members(AdminRoutes.body(request)).requireNoOthers();
  }
}
