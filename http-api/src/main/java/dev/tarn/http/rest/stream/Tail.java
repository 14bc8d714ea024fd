package dev.tarn.http.rest.stream;

import dev.tarn.http.operation.Database;
import dev.tarn.http.rest.LiveAnswer;
import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.stream.record.StreamRecord;
import dev.tarn.stream.shard.StreamId;
import dev.tarn.stream.shard.TailPage;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One client that follows one stream. It reads a page on a worker, writes it on the event loop, and
 * reads the next only when the socket has taken this one: so a slow client costs one page, and
 * delays nobody.
 */
final class Tail implements LiveAnswer {
  static final String MEDIA_TYPE = "text/event-stream";

  /** Of each partition. */
  static final int PAGE_RECORDS = 100;

  private static final Logger LOG = System.getLogger(Tail.class.getName());
  private static final long POLL_MS = 50;
  private static final long HEARTBEAT_MS = 15_000;

  /** How long a client may take no bytes; it can come back where it was. */
  private static final long STALL_MS = 300_000;

  private static final int WRITE_QUEUE_BYTES = 64 * 1024;

  private final Database database;
  private final StreamId stream;
  private final Runnable onEnd;
  private StreamPosition position;
  private TailPage first;
  private @Nullable HttpServerResponse response;
  private @Nullable Context eventLoop;
  private @Nullable Executor workers;
  private long idleMs;
  private long timer = -1;
  private boolean over;

  Tail(Database database, StreamId stream, TailPage first, Runnable onEnd) {
    this.database = database;
    this.stream = stream;
    this.first = first;
    this.onEnd = onEnd;
    this.position = new StreamPosition(stream.label(), first.nextSequenceNumber() - 1);
  }

  @Override
  public String mediaType() {
    return MEDIA_TYPE;
  }

  @Override
  public void begin(HttpServerRequest request, Context loop, Executor pool) {
    response = request.response();
    eventLoop = loop;
    workers = pool;
    response.setChunked(true).setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
    response.exceptionHandler(error -> leave()).closeHandler(closed -> leave());
    request.connection().shutdownHandler(shutdown -> end());
    response.write(EventWriter.preamble());
    TailPage page = first;
    first = new TailPage(List.of(), 0, false);
    write(page);
  }

  @Override
  public void abandoned() {
    leave();
  }

  private void write(TailPage page) {
    if (over) {
      return;
    }
    Buffer events = Buffer.buffer();
    for (StreamRecord record : page.records()) {
      EventWriter.add(record, position.after(record.sequenceNumber().value()), events);
    }
    position = position.after(page.nextSequenceNumber() - 1);
    if (page.ended()) {
      response().end(events.appendBuffer(EventWriter.end(position)));
      leave();
    } else if (events.length() == 0) {
      await();
    } else {
      idleMs = 0;
      response().write(events);
      readOn();
    }
  }

  /** Once the socket has taken what was written. */
  private void readOn() {
    if (response().writeQueueFull()) {
      timer = vertx().setTimer(STALL_MS, stalled -> end());
      response()
          .drainHandler(
              drained -> {
                vertx().cancelTimer(timer);
                read();
              });
    } else {
      read();
    }
  }

  /** Until there is something new in the log. */
  private void await() {
    timer = vertx().setTimer(POLL_MS, elapsed -> look());
  }

  private void look() {
    idleMs += POLL_MS;
    if (over) {
      return;
    }
    if (idleMs >= HEARTBEAT_MS) {
      idleMs = 0;
      response().write(EventWriter.heartbeat(position));
    }
    if (database.engine().visibleSequenceNumber() > position.last()) {
      read();
    } else {
      await();
    }
  }

  private void read() {
    if (over) {
      return;
    }
    try {
      Objects.requireNonNull(workers).execute(this::readPage);
    } catch (RejectedExecutionException busy) {
      await();
    }
  }

  /** On a worker. */
  private void readPage() {
    try {
      TailPage page = database.streams().tailFrom(stream, position.last() + 1, PAGE_RECORDS);
      onLoop(() -> write(page));
    } catch (DynamoDbException noMore) {
      // The stream is no more, or the client is too far behind: coming back, it is told.
      onLoop(this::end);
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.ERROR, "A stream could not be followed", e);
      onLoop(this::end);
    }
  }

  private void onLoop(Runnable work) {
    try {
      loop().runOnContext(run -> work.run());
    } catch (RejectedExecutionException stopped) {
      // The server is, and the connection with it.
      LOG.log(Level.DEBUG, "A stream was followed until the server stopped");
    }
  }

  private void end() {
    if (!over) {
      leave();
      response().end();
    }
  }

  private void leave() {
    if (!over) {
      over = true;
      if (eventLoop != null) {
        vertx().cancelTimer(timer);
      }
      onEnd.run();
    }
  }

  private HttpServerResponse response() {
    return Objects.requireNonNull(response);
  }

  private Context loop() {
    return Objects.requireNonNull(eventLoop);
  }

  private Vertx vertx() {
    return loop().owner();
  }
}
