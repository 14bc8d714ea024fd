package dev.tarn.http.operation;

import dev.tarn.http.protocol.AnswerJson;
import dev.tarn.http.protocol.Exchange;
import dev.tarn.kv.engine.Engine;
import dev.tarn.kv.engine.PageRead;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.KeyRange;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads a page of a table or index and answers with it: the first slice on the event loop, so that
 * a small query costs no change of threads, the rest on a worker.
 *
 * @param engine what is read
 * @param source the table or index
 * @param parameters how much to read, and what to show
 */
record PageAnswer(Engine engine, ItemSource source, PageParameters parameters) {
  /** Items looked at on the event loop: less than a millisecond's work. */
  private static final int FIRST_SLICE = 64;

  /** Items looked at in one read transaction by a worker: some milliseconds. */
  private static final int WORKER_SLICE = 1_024;

  void read(KeyRange range, boolean forward, Exchange exchange) {
    engine.throughput().admitRead(source.table());
    ItemFetch fetch = ItemFetch.of(engine, source, parameters);
    PageRead page =
        engine.read(
            range,
            forward,
            parameters.limit(),
            parameters.filter(),
            !parameters.countOnly(),
            fetch == null ? UnaryOperator.identity() : fetch);
    if (page.advance(FIRST_SLICE)) {
      consume(page);
      exchange.reply(json -> write(json, page, fetch));
    } else {
      exchange.offload(() -> readOn(page, fetch, exchange));
    }
  }

  private void readOn(PageRead page, @Nullable ItemFetch fetch, Exchange exchange) {
    boolean complete = false;
    while (!complete) {
      complete = page.advance(WORKER_SLICE);
    }
    consume(page);
    exchange.reply(json -> write(json, page, fetch));
  }

  /** Reads of indexes count as the table's: indexes are not held to their own throughput. */
  private void consume(PageRead page) {
    engine
        .throughput()
        .consumeRead(
            source.table(), CapacityUnits.read(page.scannedBytes(), parameters.consistent()));
  }

  private void write(AnswerJson json, PageRead page, @Nullable ItemFetch fetch) {
    if (!parameters.countOnly()) {
      json.startArray("Items");
      page.items().forEach(item -> writeItem(json, item));
      json.endArray();
    }
    json.number("Count", page.count());
    json.number("ScannedCount", page.scannedCount());
    if (page.lastEvaluated() != null) {
      json.item("LastEvaluatedKey", source.lastKey(page.lastEvaluated().decode()));
    }
    parameters
        .capacity()
        .write(
            json,
            source.table().name().value(),
            source.units(
                CapacityUnits.read(page.scannedBytes(), parameters.consistent()),
                fetch == null ? 0 : fetch.units()));
  }

  private void writeItem(AnswerJson json, EncodedItem item) {
    if (parameters.projection() == null) {
      json.item(item);
    } else {
      json.item(parameters.projection().apply(item.decode()));
    }
  }
}
