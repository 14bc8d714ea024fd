package dev.tarn.benchmark;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Objects;

/**
 * A server that only parses, syncs and answers: what any server of this protocol on Vert.x and this
 * machine stays below. It reads the whole request, waits until a write is on the disk as often as
 * Tarn's log would have it (the old item and the new), and answers with as many bytes as Tarn does.
 */
final class Floor extends VerticleBase {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String ITEM =
      "{\"pk\":{\"S\":\"user#1\"},\"sk\":{\"N\":\"0\"},\"pad\":{\"S\":\""
          + "x".repeat(850)
          + "\"}}";
  private static final Buffer ONE = Buffer.buffer("{\"Item\":" + ITEM + "}");
  private static final Buffer TEN = Buffer.buffer("{\"Items\":" + items(10) + "}");
  private static final Buffer BATCH =
      Buffer.buffer("{\"Responses\":{\"bench\":" + items(25) + "},\"UnprocessedKeys\":{}}");
  private static final Buffer NOTHING = Buffer.buffer("{}");

  private final int port;
  private final FloorLog log;

  private Floor(int port, FloorLog log) {
    this.port = port;
    this.log = log;
  }

  private static String items(int count) {
    return "[" + String.join(",", Collections.nCopies(count, ITEM)) + "]";
  }

  public static void main(String[] arguments) throws IOException {
    Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    FloorLog log = FloorLog.start(Path.of(arguments[0]));
    int port = freePort(vertx);
    int eventLoops = Runtime.getRuntime().availableProcessors();
    vertx
        .deployVerticle(
            () -> new Floor(port, log), new DeploymentOptions().setInstances(eventLoops))
        .await();
    System.out.println("Floor ready on http://127.0.0.1:" + port);
  }

  /** All event loops have to listen on the same port, so it is picked before they do. */
  private static int freePort(Vertx vertx) {
    HttpServer probe = vertx.createHttpServer().requestHandler(request -> {});
    int port = probe.listen(0, "127.0.0.1").await().actualPort();
    probe.close().await();
    return port;
  }

  @Override
  public Future<?> start() {
    return vertx
        .createHttpServer()
        .requestHandler(
            request -> request.body().onSuccess(body -> serve(request, body.getBytes())))
        .listen(port, "127.0.0.1");
  }

  private void serve(HttpServerRequest request, byte[] body) {
    parse(body);
    String target = Objects.requireNonNull(request.getHeader("X-Amz-Target"));
    switch (target.substring(target.indexOf('.') + 1)) {
      case "PutItem", "UpdateItem", "BatchWriteItem", "TransactWriteItems" -> {
        Context eventLoop = context;
        log.append(
            ByteBuffer.wrap(body), () -> eventLoop.runOnContext(run -> answer(request, NOTHING)));
      }
      case "Query" -> answer(request, TEN);
      case "BatchGetItem" -> answer(request, BATCH);
      default -> answer(request, ONE);
    }
  }

  private static void parse(byte[] body) {
    try (JsonParser parser = JSON.createParser(body)) {
      while (parser.nextToken() != null) {
        parser.getText();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void answer(HttpServerRequest request, Buffer body) {
    request
        .response()
        .putHeader("Content-Type", "application/x-amz-json-1.0")
        .putHeader("x-amzn-RequestId", "4KBNVRGD25RG1KEO9UT4V3FQDJVV4KQNSO5AEMVJF66Q9ASUAAJG")
        .putHeader("x-amz-crc32", "2745614147")
        .end(body);
  }
}
