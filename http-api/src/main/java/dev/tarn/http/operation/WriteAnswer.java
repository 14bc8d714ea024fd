package dev.tarn.http.operation;

import dev.tarn.http.protocol.AnswerJson;
import dev.tarn.http.protocol.AnswerWriter;
import dev.tarn.http.protocol.Exchange;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.engine.CapacityUnits;
import dev.tarn.kv.engine.ItemWrite;
import dev.tarn.kv.engine.WriteListener;
import dev.tarn.kv.engine.WriteResult;
import dev.tarn.kv.expression.Update;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to PutItem, UpdateItem and DeleteItem, given once the write is durable.
 *
 * @param exchange what to answer
 * @param write what was asked to write
 * @param returnValues which attributes to show
 * @param update what UpdateItem was asked to change, or null
 * @param capacity how much to tell of the capacity consumed
 * @param metrics how much to tell of the item collection
 */
record WriteAnswer(
    Exchange exchange,
    ItemWrite write,
    ReturnValues returnValues,
    @Nullable Update update,
    ConsumedCapacity capacity,
    ItemCollectionMetrics metrics)
    implements WriteListener {
  /** Submits the write of a request, to answer when it is done. */
  static void submit(
      Structure input,
      Database database,
      Exchange exchange,
      ItemWrite write,
      ReturnValues returnValues,
      @Nullable Update update) {
    WriteAnswer answer =
        new WriteAnswer(
            exchange,
            write,
            returnValues,
            update,
            ConsumedCapacity.of(input),
            ItemCollectionMetrics.of(input));
    database.engine().write(List.of(write), answer);
  }

  @Override
  public void completed(List<WriteResult> results) {
    WriteResult result = results.getFirst();
    if (result.error() != null) {
      exchange.fail(result.error());
    } else {
      exchange.reply(isEmpty() ? AnswerWriter.EMPTY : json -> write(json, result));
    }
  }

  private boolean isEmpty() {
    return returnValues == ReturnValues.NONE
        && capacity == ConsumedCapacity.NONE
        && metrics == ItemCollectionMetrics.NONE;
  }

  private void write(AnswerJson json, WriteResult result) {
    returnValues.write(json, result, update);
    if (capacity != ConsumedCapacity.NONE) {
      CapacityUnits units = CapacityUnits.ofWrite(write, result);
      capacity.write(json, write.table().name().value(), units);
    }
    metrics.write(json, write, result);
  }
}
