package dev.tarn.http.operation;

import dev.tarn.http.protocol.AnswerJson;
import dev.tarn.http.protocol.Exchange;
import dev.tarn.kv.engine.CapacityUnits;
import dev.tarn.kv.engine.Engine;
import dev.tarn.kv.engine.PageRead;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.KeyRange;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads a page of a table or index and answers with it.
 *
 * @param engine what is read
 * @param source the table or index
 * @param parameters how much to read, and what to show
 */
record PageAnswer(Engine engine, ItemSource source, PageParameters parameters) {
  void read(KeyRange range, boolean forward, Exchange exchange) {
    source.admitRead(engine.throughput());
    ItemFetch fetch = ItemFetch.of(engine, source, parameters);
    PageRead page =
        engine.read(
            range,
            forward,
            parameters.limit(),
            parameters.filter(),
            !parameters.countOnly(),
            fetch == null ? UnaryOperator.identity() : fetch);
    PageSlices.read(page, exchange::offload, () -> reply(page, fetch, exchange));
  }

  private void reply(PageRead page, @Nullable ItemFetch fetch, Exchange exchange) {
    double read = CapacityUnits.read(page.scannedBytes(), parameters.consistent());
    CapacityUnits units = source.units(read, fetch == null ? 0 : fetch.units());
    engine.throughput().consumeRead(source.table(), units);
    exchange.reply(json -> write(json, page, units));
  }

  private void write(AnswerJson json, PageRead page, CapacityUnits units) {
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
    parameters.capacity().write(json, source.table().name().value(), units);
  }

  private void writeItem(AnswerJson json, EncodedItem item) {
    if (parameters.projection() == null) {
      json.item(item);
    } else {
      json.item(parameters.projection().apply(item.decode()));
    }
  }
}
