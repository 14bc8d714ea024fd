package dev.tarn.http.rest.stream;

import dev.tarn.http.operation.Arns;
import dev.tarn.http.operation.Database;
import dev.tarn.http.rest.Problem;
import dev.tarn.http.rest.ProblemException;
import dev.tarn.http.rest.RestAnswer;
import dev.tarn.http.rest.RestExchange;
import dev.tarn.http.rest.RestOperation;
import dev.tarn.kv.error.DynamoDbException.ResourceNotFoundException;
import dev.tarn.kv.error.DynamoDbException.TrimmedDataAccessException;
import dev.tarn.kv.table.StreamDefinition;
import dev.tarn.kv.table.TableDefinition;
import dev.tarn.stream.shard.StreamId;
import dev.tarn.stream.shard.TailPage;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends a table's changes as they happen, as server-sent events, until the client or the stream
 * ends. A client that comes back with Last-Event-ID goes on where it was.
 */
final class FollowStream implements RestOperation {
  private static final int GONE = 410;
  private static final String LAST_EVENT_ID = "Last-Event-ID";

  private final Database database;
  private final OpenTails open = new OpenTails();

  FollowStream(Database database) {
    this.database = database;
  }

  @Override
  public HttpMethod method() {
    return HttpMethod.GET;
  }

  @Override
  public String path() {
    return "/tables/{table}/stream/events";
  }

  @Override
  public Set<String> queryParameters() {
    return Set.of("from");
  }

  @Override
  public void answer(RestExchange exchange) {
    String lastEventId = exchange.header(LAST_EVENT_ID);
    String from = exchange.query().oneOf("from", "latest", "latest", "trim_horizon");
    String table = exchange.path("table");
    exchange.offload(
        () -> {
          try {
            follow(exchange, table, lastEventId, from.equals("trim_horizon"));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** The first page is read before the answer begins: what is wrong can still be its status. */
  private void follow(
      RestExchange exchange, String name, @Nullable String lastEventId, boolean fromOldest)
      throws IOException {
    StreamId stream;
    TailPage page;
    if (lastEventId != null && !lastEventId.isEmpty()) {
      StreamPosition position = StreamPosition.parse(lastEventId);
      stream = position.stream(Arns.tableName(name));
      page = resumed(stream, position);
    } else {
      TableDefinition table = database.table(name);
      StreamDefinition latest = GetStream.latest(table);
      stream = new StreamId(table.name(), latest.label());
      page =
          fromOldest
              ? database.streams().tailOldest(stream, Tail.PAGE_RECORDS)
              : database
                  .streams()
                  .tailFrom(stream, database.streams().tailLatest(stream), Tail.PAGE_RECORDS);
    }
    if (exchange.isHead()) {
      exchange.reply(RestAnswer.empty(200).with("Content-Type", Tail.MEDIA_TYPE));
    } else if (open.admit()) {
      exchange.stream(new Tail(database, stream, page, open::leave));
    } else {
      throw ProblemException.unavailable("Too many streams are followed at once.");
    }
  }

  private TailPage resumed(StreamId stream, StreamPosition position) throws IOException {
    try {
      if (position.last() >= database.streams().tailLatest(stream)) {
        throw gone("There is no such event: the data is another, or older, than it was.");
      }
      TailPage page = database.streams().tailFrom(stream, position.last() + 1, Tail.PAGE_RECORDS);
      if (page.ended() && page.records().isEmpty()) {
        throw gone("The stream has ended, and all of it was read.");
      }
      return page;
    } catch (ResourceNotFoundException noStream) {
      throw gone("The stream that the event is of is no more.");
    } catch (TrimmedDataAccessException trimmed) {
      throw new ProblemException(
          new Problem(
              GONE,
              "What followed the event is not kept any more. Begin anew, without Last-Event-ID.",
              trimmed.errorName(),
              Map.of()));
    }
  }

  private static ProblemException gone(String detail) {
    return new ProblemException(Problem.of(GONE, detail));
  }
}
