package dev.tarn.http.operation;

import dev.tarn.http.protocol.AnswerJson;
import dev.tarn.http.protocol.Exchange;
import dev.tarn.kv.engine.Engine;
import dev.tarn.kv.engine.PageRead;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.KeyRange;
import dev.tarn.kv.key.PrimaryKey;
import dev.tarn.kv.table.TableDefinition;

/**
 * Reads a page of a table and answers with it: the first slice on the event loop, so that a small
 * query costs no change of threads, the rest on a worker.
 *
 * @param engine what is read
 * @param table the table
 * @param parameters how much to read, and what to show
 */
record PageAnswer(Engine engine, TableDefinition table, PageParameters parameters) {
  /** Items looked at on the event loop: less than a millisecond's work. */
  private static final int FIRST_SLICE = 64;

  /** Items looked at in one read transaction by a worker: some milliseconds. */
  private static final int WORKER_SLICE = 1_024;

  void read(KeyRange range, boolean forward, Exchange exchange) {
    PageRead page =
        engine.read(
            range, forward, parameters.limit(), parameters.filter(), !parameters.countOnly());
    if (page.advance(FIRST_SLICE)) {
      exchange.reply(json -> write(json, page));
    } else {
      exchange.offload(() -> readOn(page, exchange));
    }
  }

  private void readOn(PageRead page, Exchange exchange) {
    boolean complete = false;
    while (!complete) {
      complete = page.advance(WORKER_SLICE);
    }
    exchange.reply(json -> write(json, page));
  }

  private void write(AnswerJson json, PageRead page) {
    if (!parameters.countOnly()) {
      json.startArray("Items");
      page.items().forEach(item -> writeItem(json, item));
      json.endArray();
    }
    json.number("Count", page.count());
    json.number("ScannedCount", page.scannedCount());
    if (page.lastEvaluated() != null) {
      PrimaryKey last = PrimaryKey.ofItem(table.keySchema(), page.lastEvaluated().decode());
      json.item("LastEvaluatedKey", last.toItem(table.keySchema()));
    }
    parameters
        .capacity()
        .write(
            json,
            table.name().value(),
            ConsumedCapacity.readUnits(page.scannedBytes(), parameters.consistent()));
  }

  private void writeItem(AnswerJson json, EncodedItem item) {
    if (parameters.projection() == null) {
      json.item(item);
    } else {
      json.item(parameters.projection().apply(item.decode()));
    }
  }
}
