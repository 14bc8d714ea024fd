package dev.tarn.benchmark;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Receives what a trigger sends, at once, and tells how many changes a second that is.
 *
 * <pre>
 *   TriggerReceiver URL backlog          a trigger on a table that has 100,000 changes to deliver, after a warm-up
 *   TriggerReceiver URL follow SECONDS   a trigger on the table bench, for so long
 * </pre>
 */
final class TriggerReceiver {
  private static final String WEBHOOK = "bench";
  private static final int WARM_UPS = 3;

  private final Api api;
  private final AtomicLong received = new AtomicLong();

  private TriggerReceiver(Api api) {
    this.api = api;
  }

  public static void main(String[] arguments) throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      TriggerReceiver receiver = new TriggerReceiver(new Api(vertx, URI.create(arguments[0])));
      receiver.listen(vertx);
      if (arguments[1].equals("backlog")) {
        receiver.takeBacklog();
      } else {
        receiver.follow(Integer.parseInt(arguments[2]));
      }
    } finally {
      vertx.close().await();
    }
  }

  private void listen(Vertx vertx) {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(
                request ->
                    request
                        .body()
                        .onSuccess(
                            body -> {
                              received.addAndGet(StreamReaders.count(body));
                              request.response().setStatusCode(204).end();
                            }))
            .listen(0, "127.0.0.1")
            .await();
    String url = "http://127.0.0.1:" + server.actualPort() + "/";
    api.rest(HttpMethod.PUT, "/v1/webhooks/" + WEBHOOK, new JsonObject().put("url", url).encode())
        .await();
  }

  private void takeBacklog() throws InterruptedException {
    SmallItems.load(api);
    String trigger = create(SmallItems.TABLE, "TRIM_HORIZON");
    for (int run = 0; run <= WARM_UPS; run++) {
      long start = System.nanoTime();
      while (received.get() < SmallItems.ITEMS) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      if (run == WARM_UPS) {
        System.out.printf(
            "a trigger with a backlog, batches of 100: %.0f changes/s%n", received.get() / seconds);
      } else {
        received.set(0);
        call(HttpMethod.POST, trigger + "/replay", "{\"position\":\"TRIM_HORIZON\"}");
      }
    }
    call(HttpMethod.DELETE, trigger, "");
  }

  private void follow(int seconds) throws InterruptedException {
    String trigger = create("bench", "LATEST");
    TimeUnit.SECONDS.sleep(seconds);
    System.out.printf("a trigger that follows: %d changes/s%n", received.get() / seconds);
    call(HttpMethod.DELETE, trigger, "");
  }

  /** Creates a trigger, and gives its path. */
  private String create(String table, String position) {
    JsonObject trigger =
        new JsonObject()
            .put("table", table)
            .put("webhook", WEBHOOK)
            .put("startingPosition", position);
    return "/v1/triggers/"
        + call(HttpMethod.POST, "/v1/triggers", trigger.encode()).toJsonObject().getString("id");
  }

  private Buffer call(HttpMethod method, String path, String body) {
    return api.rest(method, path, body).await();
  }
}
