package dev.tarn.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.Tarn;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Streams, followed live. */
@Timeout(120)
final class StreamIT {
  private static final String FROM_START = "/tables/log/stream/events?from=trim_horizon";

  @TempDir Path directory;
  private Tarn tarn;
  private RestClient rest;

  @BeforeEach
  void start() throws Exception {
    open();
    rest.put(
            "/tables/log",
            "{\"partitionKey\": {\"name\": \"id\", \"type\": \"string\"},"
                + " \"stream\": \"NEW_AND_OLD_IMAGES\"}")
        .assertStatus(201);
  }

  @AfterEach
  void stop() {
    rest.close();
    tarn.close();
  }

  private void open() throws Exception {
    tarn = Tarn.at(directory).withPort(0).start();
    rest = new RestClient(tarn.endpoint());
  }

  private void put(int from, int to) throws Exception {
    for (int i = from; i < to; i++) {
      rest.put("/tables/log/items/" + i, "{\"n\": " + i + "}").assertStatus(201);
    }
  }

  private static List<Integer> numbers(List<ServerSentEvents.Event> events) {
    return events.stream()
        .map(event -> new JsonObject(event.data()).getJsonObject("newImage").getInteger("n"))
        .toList();
  }

  private static List<Integer> range(int from, int to) {
    List<Integer> range = new ArrayList<>();
    for (int i = from; i < to; i++) {
      range.add(i);
    }
    return range;
  }

  @Test
  void tellsWhatHappensAsItHappens() throws Exception {
    rest.put("/tables/log/items/before", "{}");
    try (ServerSentEvents events = ServerSentEvents.open(rest, "/tables/log/stream/events", "")) {
      rest.put("/tables/log/items/a", "{\"v\": 12345678901234567890.5}");
      rest.patch("/tables/log/items/a", "{\"v\": {\"$set\": [1]}}");
      rest.delete("/tables/log/items/a");
      ServerSentEvents.Event insert = events.next();
      assertThat(insert.name()).isEqualTo("insert");
      assertThat(insert.data())
          .startsWith(
              "{\"keys\":{\"id\":\"a\"},\"newImage\":{\"id\":\"a\",\"v\":12345678901234567890.5}");
      ServerSentEvents.Event modify = events.next();
      assertThat(modify.name()).isEqualTo("modify");
      assertThat(modify.data()).contains("\"newImage\":{\"id\":\"a\",\"v\":{\"$set\":[1]}}");
      ServerSentEvents.Event remove = events.next();
      assertThat(remove.name()).isEqualTo("remove");
      assertThat(remove.data()).contains("\"oldImage\"").doesNotContain("\"newImage\"");
    }
  }

  @Test
  void tellsEverythingInTheOrderOfCommits() throws Exception {
    put(0, 300);
    try (ServerSentEvents events = ServerSentEvents.open(rest, FROM_START, "")) {
      assertThat(numbers(events.next(300))).isEqualTo(range(0, 300));
      put(300, 320);
      assertThat(numbers(events.next(20))).isEqualTo(range(300, 320));
    }
  }

  @Test
  void goesOnWhereAClientWasAlsoAfterARestart() throws Exception {
    put(0, 50);
    String last;
    try (ServerSentEvents events = ServerSentEvents.open(rest, FROM_START, "")) {
      last = events.next(30).getLast().id();
    }
    rest.close();
    tarn.close();
    open();
    put(50, 60);
    try (ServerSentEvents events = ServerSentEvents.open(rest, FROM_START, last)) {
      assertThat(numbers(events.next(30))).isEqualTo(range(30, 60));
    }
  }

  @Test
  void aClientCanReadFirstAndFollowThen() throws Exception {
    put(0, 5);
    String position = rest.get("/tables/log/stream").assertStatus(200).json().getString("position");
    put(5, 8);
    try (ServerSentEvents events = ServerSentEvents.open(rest, FROM_START, position)) {
      assertThat(numbers(events.next(3))).isEqualTo(range(5, 8));
    }
  }

  @Test
  void endsWithItsStream() throws Exception {
    put(0, 3);
    try (ServerSentEvents events = ServerSentEvents.open(rest, FROM_START, "")) {
      events.next(3);
      rest.patch("/tables/log", "{\"stream\": null}").assertStatus(200);
      ServerSentEvents.Event end = events.next();
      assertThat(end.name()).isEqualTo("end");
      assertThat(events.isOver()).isTrue();
      rest.get("/tables/log/stream/events", "Last-Event-ID", end.id())
          .assertProblem(410, "has ended");
    }
  }

  @Test
  void endsWithItsTable() throws Exception {
    put(0, 3);
    try (ServerSentEvents events = ServerSentEvents.open(rest, FROM_START, "")) {
      events.next(3);
      rest.delete("/tables/log").assertStatus(204);
      ServerSentEvents.Event next = events.next();
      while (!next.name().equals("end")) {
        assertThat(next.name()).isEqualTo("remove");
        next = events.next();
      }
      assertThat(events.isOver()).isTrue();
    }
  }

  @Test
  void endsWithTheServerAndDoesNotDelayIt() throws Exception {
    try (ServerSentEvents events = ServerSentEvents.open(rest, FROM_START, "")) {
      put(0, 1);
      events.next();
      long startNs = System.nanoTime();
      tarn.close();
      assertThat(Duration.ofNanos(System.nanoTime() - startNs)).isLessThan(Duration.ofSeconds(9));
      assertThat(events.isOver()).isTrue();
    }
  }

  @Test
  void refusesPositionsThatAreNone() throws Exception {
    String events = "/tables/log/stream/events";
    rest.get(events, "Last-Event-ID", "nonsense").assertProblem(400, "id of an event");
    rest.get(events, "Last-Event-ID", "2020-01-01T00:00:00.000/100000000000000000001")
        .assertProblem(410, "no more");
    String label = rest.get("/tables/log/stream").json().getString("label");
    rest.get(events, "Last-Event-ID", label + "/100000000000000000999")
        .assertProblem(410, "no such");
    rest.get(events + "?from=now").assertProblem(400, "latest, trim_horizon");
    rest.put("/tables/none", "{\"partitionKey\": {\"name\": \"id\", \"type\": \"string\"}}");
    rest.get("/tables/none/stream").assertProblem(404, "no stream");
    rest.get("/tables/none/stream/events").assertProblem(404, "no stream");
  }

  @Test
  void aSlowClientIsWaitedForAndLosesNothing() throws Exception {
    String text = "x".repeat(200_000);
    int items = 150;
    URI endpoint = tarn.endpoint();
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(16 * 1024);
      socket.connect(new InetSocketAddress(endpoint.getHost(), endpoint.getPort()));
      socket
          .getOutputStream()
          .write(
              ("GET /v1" + FROM_START + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < items; i++) {
        rest.put("/tables/log/items/" + i, "{\"n\": " + i + ", \"text\": \"" + text + "\"}");
      }
      assertThat(countEvents(socket, items)).isEqualTo(items);
    }
  }

  private static int countEvents(Socket socket, int expected) throws IOException {
    byte[] mark = "\nevent: insert\n".getBytes(StandardCharsets.US_ASCII);
    byte[] chunk = new byte[64 * 1024];
    int found = 0;
    int matched = 0;
    while (found < expected) {
      int read = socket.getInputStream().read(chunk);
      if (read < 0) {
        break;
      }
      for (int i = 0; i < read; i++) {
        matched = chunk[i] == mark[matched] ? matched + 1 : chunk[i] == mark[0] ? 1 : 0;
        if (matched == mark.length) {
          found++;
          matched = 0;
        }
      }
    }
    return found;
  }
}
