package dev.tarn.http.rest.item;

import dev.tarn.http.rest.ProblemException;
import dev.tarn.http.rest.RestAnswer;
import dev.tarn.http.rest.RestExchange;
import dev.tarn.kv.engine.WriteListener;
import dev.tarn.kv.engine.WriteResult;
import dev.tarn.kv.item.EncodedItem;
import java.util.List;

/**
 * The answer to a write that leaves an item: the item as it is now, once that is durable.
 *
 * @param exchange what to answer
 */
record ItemAnswer(RestExchange exchange) implements WriteListener {
  private static final int OK = 200;
  private static final int CREATED = 201;

  @Override
  public void completed(List<WriteResult> results) {
    WriteResult result = results.getFirst();
    EncodedItem item = result.newItem();
    if (result.error() != null) {
      exchange.fail(result.error());
    } else if (item == null) {
      // A patch that only removes does not make an item.
      exchange.fail(ProblemException.notFound("There is no item with this key."));
    } else {
      int status = result.oldItem() == null ? CREATED : OK;
      exchange.reply(
          RestAnswer.of(status, json -> json.attributes(item)).with("ETag", EntityTag.of(item)));
    }
  }
}
