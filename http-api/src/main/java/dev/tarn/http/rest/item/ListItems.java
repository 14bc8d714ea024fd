package dev.tarn.http.rest.item;

import com.google.common.collect.ImmutableSet;
import dev.tarn.http.operation.Database;
import dev.tarn.http.operation.ItemSource;
import dev.tarn.http.operation.PageSlices;
import dev.tarn.http.rest.RestAnswer;
import dev.tarn.http.rest.RestExchange;
import dev.tarn.http.rest.RestOperation;
import dev.tarn.kv.engine.CapacityUnits;
import dev.tarn.kv.engine.PageRead;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.KeyRange;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.table.TableDefinition;
import io.vertx.core.http.HttpMethod;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a page of items: those of a partition key in the order of their sort keys, or all there
 * are. A page ends at its limit, or with the item that brings it to 1 MB.
 */
record ListItems(Database database) implements RestOperation {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1_000;
  private static final Set<String> PARAMETERS =
      ImmutableSet.<String>builder()
          .add(KeyQuery.PARTITION_KEY, KeyQuery.SORT_KEY)
          .addAll(KeyQuery.RANGES.keySet())
          .add("index", "limit", "order", Cursor.PARAMETER)
          .build();

  @Override
  public HttpMethod method() {
    return HttpMethod.GET;
  }

  @Override
  public String path() {
    return "/tables/{table}/items";
  }

  @Override
  public Set<String> queryParameters() {
    return PARAMETERS;
  }

  @Override
  public void answer(RestExchange exchange) {
    TableDefinition table = database.table(exchange.path("table"));
    ItemSource source = ItemSource.of(table, exchange.query().get("index"), false);
    KeyRange range = KeyQuery.of(exchange.query(), source).range();
    boolean forward = exchange.query().oneOf("order", "asc", "asc", "desc").equals("asc");
    int limit = exchange.query().integer("limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
    Cursor cursor = Cursor.of(exchange.query(), source);
    String start = exchange.query().get(Cursor.PARAMETER);
    KeyRange rest = start == null ? range : after(cursor.decode(start), range, forward);
    source.admitRead(database.engine().throughput());
    PageRead page = database.engine().read(rest, forward, limit, null, true);
    PageSlices.read(page, exchange::offload, () -> complete(page, source, cursor, exchange));
  }

  private static KeyRange after(StoreKey key, KeyRange range, boolean forward) {
    return forward ? range.from(KeyRange.after(key)) : range.before(key);
  }

  private void complete(PageRead page, ItemSource source, Cursor cursor, RestExchange exchange) {
    CapacityUnits units = source.units(CapacityUnits.read(page.scannedBytes(), false), 0);
    database.engine().throughput().consumeRead(source.table(), units);
    EncodedItem last = page.lastEvaluated();
    String next =
        last == null ? null : cursor.encode(source.startKey(source.lastKey(last.decode())));
    RestAnswer answer = answer(page, next);
    exchange.reply(next == null ? answer : answer.with("Link", link(exchange, next)));
  }

  private static RestAnswer answer(PageRead page, @Nullable String next) {
    return RestAnswer.of(
        200,
        json -> {
          json.startArray("items");
          page.items().forEach(json::item);
          json.endArray();
          if (next != null) {
            json.string("cursor", next);
          }
        });
  }

  /** The same query with the next cursor. */
  private static String link(RestExchange exchange, String next) {
    String query = exchange.request().query();
    Stream<String> pairs = query == null ? Stream.of() : Arrays.stream(query.split("&", -1));
    Stream<String> kept = pairs.filter(pair -> !pair.startsWith(Cursor.PARAMETER + "="));
    return "<%s?%s>; rel=\"next\""
        .formatted(
            exchange.request().path(),
            Stream.concat(kept, Stream.of(Cursor.PARAMETER + "=" + next))
                .collect(Collectors.joining("&")));
  }
}
