package dev.tarn.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client that follows a stream, as a browser's EventSource does. */
final class ServerSentEvents implements AutoCloseable {
  private final BufferedReader lines;
  private String id = "";

  /**
   * An event.
   *
   * @param id where to go on after it
   * @param name what happened
   * @param data its JSON
   */
  record Event(String id, String name, String data) {}

  private ServerSentEvents(BufferedReader lines) {
    this.lines = lines;
  }

  static ServerSentEvents open(RestClient rest, String path, String lastEventId)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = rest.request(path).GET();
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    HttpResponse<InputStream> response =
        rest.http().send(request.build(), BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
    return new ServerSentEvents(
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
  }

  /** The next event. */
  Event next() throws IOException {
    Event event = read();
    if (event == null) {
      throw new AssertionError("ended, where there should be an event");
    }
    return event;
  }

  /** The next events. */
  List<Event> next(int count) throws IOException {
    List<Event> events = new ArrayList<>();
    while (events.size() < count) {
      events.add(next());
    }
    return events;
  }

  /** Whether the server has ended it. */
  boolean isOver() {
    try {
      return read() == null;
    } catch (IOException connectionEnded) {
      return true;
    }
  }

  private @Nullable Event read() throws IOException {
    String name = "message";
    StringBuilder data = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isEmpty() && !data.isEmpty()) {
        return new Event(id, name, data.toString());
      }
      if (line.startsWith("id: ")) {
        id = line.substring(4);
      } else if (line.startsWith("event: ")) {
        name = line.substring(7);
      } else if (line.startsWith("data: ")) {
        data.append(line.substring(6));
      }
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
