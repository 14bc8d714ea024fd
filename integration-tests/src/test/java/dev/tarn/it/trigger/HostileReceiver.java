package dev.tarn.it.trigger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A receiver that fails in every way it can, and remembers, for each key, the versions that it has
 * processed, in the order in which it has.
 */
final class HostileReceiver implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, List<Integer>> processed = new ConcurrentHashMap<>();
  private final Random random;
  private final int port;
  private HttpServer server;
  private volatile boolean hostile = true;

  HostileReceiver(long seed) throws IOException {
    random = new Random(seed);
    server = listen(0);
    port = server.getAddress().getPort();
  }

  private HttpServer listen(int at) throws IOException {
    HttpServer listening =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
    listening.setExecutor(threads);
    listening.createContext("/", this::take);
    listening.start();
    return listening;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + port + "/");
  }

  /** Refuses connections, and breaks those that it has, until it {@linkplain #comeUp comes up}. */
  void goDown() {
    server.stop(0);
  }

  void comeUp() throws IOException {
    server = listen(port);
  }

  /** Takes everything from now on. */
  void relent() {
    hostile = false;
  }

  /** The versions of a key that were processed, again and again if they were. */
  List<Integer> processed(String key) {
    List<Integer> versions = processed.getOrDefault(key, List.of());
    synchronized (processed) {
      return List.copyOf(versions);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    JsonArray records =
        new JsonObject(new String(body, StandardCharsets.UTF_8)).getJsonArray("Records");
    switch (hostile ? random.nextInt(12) : 11) {
      case 0 -> answer(exchange, 500, "no");
      case 1 -> answer(exchange, 429, "later");
      case 2 -> answer(exchange, 302, "elsewhere");
      case 3 ->
          answer(exchange, 200, "{\"batchItemFailures\":[{\"itemIdentifier\":\"nonsense\"}]}");
      case 4 -> exchange.close();
      case 5 -> {
        // Processed, yet the answer never comes.
        process(records, records.size());
        exchange.close();
      }
      case 6 -> partly(exchange, records);
      case 7 -> {
        pause();
        process(records, records.size());
        answer(exchange, 200, "");
      }
      default -> {
        process(records, records.size());
        answer(exchange, 200, "");
      }
    }
  }

  private void partly(HttpExchange exchange, JsonArray records) throws IOException {
    int failed = random.nextInt(records.size());
    process(records, failed);
    String identifier =
        records.getJsonObject(failed).getJsonObject("dynamodb").getString("SequenceNumber");
    answer(exchange, 200, "{\"batchItemFailures\":[{\"itemIdentifier\":\"" + identifier + "\"}]}");
  }

  private void process(JsonArray records, int count) {
    for (int i = 0; i < count; i++) {
      JsonObject item =
          records.getJsonObject(i).getJsonObject("dynamodb").getJsonObject("NewImage");
      String key = item.getJsonObject("pk").getString("S");
      int version = Integer.parseInt(item.getJsonObject("version").getString("N"));
      synchronized (processed) {
        processed.computeIfAbsent(key, any -> new ArrayList<>()).add(version);
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(1_500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
