package dev.tarn.http.rest.item;

import dev.tarn.http.operation.Database;
import dev.tarn.http.rest.ProblemException;
import dev.tarn.http.rest.RestAnswer;
import dev.tarn.http.rest.RestExchange;
import dev.tarn.http.rest.RestOperation;
import dev.tarn.http.rest.item.ItemPath.Address;
import dev.tarn.kv.engine.CapacityUnits;
import dev.tarn.kv.engine.Throughput;
import dev.tarn.kv.error.DynamoDbException.ConditionalCheckFailedException;
import dev.tarn.kv.item.EncodedItem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/** Reads one item. */
record GetItem(Database database, ItemPath itemPath) implements RestOperation {
  private static final int NOT_MODIFIED = 304;
  private static final String ANY = "*";

  @Override
  public HttpMethod method() {
    return HttpMethod.GET;
  }

  @Override
  public String path() {
    return itemPath.template();
  }

  @Override
  public void answer(RestExchange exchange) {
    Address address = itemPath.address(exchange, database);
    EncodedItem item = read(address);
    String match = exchange.header(HttpHeaders.IF_MATCH);
    if (match != null && !isAmong(match, true, item)) {
      throw new ConditionalCheckFailedException(null);
    }
    if (item == null) {
      throw ProblemException.notFound("There is no item with this key.");
    }
    String noneMatch = exchange.header(HttpHeaders.IF_NONE_MATCH);
    RestAnswer answer =
        noneMatch != null && isAmong(noneMatch, false, item)
            ? RestAnswer.empty(NOT_MODIFIED)
            : RestAnswer.of(200, json -> json.attributes(item));
    exchange.reply(answer.with("ETag", EntityTag.of(item)));
  }

  private @Nullable EncodedItem read(Address address) {
    Throughput throughput = database.engine().throughput();
    throughput.admitRead(address.table());
    EncodedItem item = database.engine().get(address.storeKey());
    throughput.consumeRead(
        address.table(),
        CapacityUnits.ofTable(CapacityUnits.read(item == null ? 0 : item.size(), true)));
    return item;
  }

  private static boolean isAmong(String header, boolean strongly, @Nullable EncodedItem item) {
    return item != null
        && (header.strip().equals(ANY)
            || EntityTag.digests(header, strongly).contains(item.digest()));
  }
}
