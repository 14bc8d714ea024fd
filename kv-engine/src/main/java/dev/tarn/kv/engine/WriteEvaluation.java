package dev.tarn.kv.engine;

import dev.tarn.kv.engine.ItemWrite.Check;
import dev.tarn.kv.engine.ItemWrite.Delete;
import dev.tarn.kv.engine.ItemWrite.Modify;
import dev.tarn.kv.engine.ItemWrite.Put;
import dev.tarn.kv.error.DynamoDbException.ConditionalCheckFailedException;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.expression.Condition;
import dev.tarn.kv.index.IndexKeyValues;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import org.jspecify.annotations.Nullable;

/** The one place where a write meets the item as it is. A pure function of the two. */
final class WriteEvaluation {
  private WriteEvaluation() {}

  /**
   * The item after the write, or null where there is none then.
   *
   * @throws ConditionalCheckFailedException if the condition does not hold
   * @throws ValidationException if the update does not fit the item, makes it too large, or gives
   *     it a value that an index key cannot have
   */
  static @Nullable EncodedItem evaluate(ItemWrite write, @Nullable EncodedItem current) {
    Condition condition = write.condition();
    boolean decode = current != null && (condition != null || write instanceof Modify);
    Item before = decode && current != null ? current.decode() : Item.EMPTY;
    if (condition != null && !condition.test(before)) {
      throw new ConditionalCheckFailedException(write.returnItemOnFailure() ? current : null);
    }
    return switch (write) {
      case Put put -> put.item();
      case Delete delete -> null;
      case Check check -> current;
      case Modify modify -> modified(modify, current, before);
    };
  }

  private static @Nullable EncodedItem modified(
      Modify write, @Nullable EncodedItem current, Item before) {
    Item base = current == null ? write.keyAttributes() : before;
    if (write.update() == null) {
      return current == null ? EncodedItem.of(base) : current;
    }
    Item updated = write.update().apply(base);
    IndexKeyValues.requireValid(write.table(), base, updated);
    EncodedItem after = EncodedItem.of(updated);
    if (current == null && !write.update().isCreatingItem()) {
      return null;
    }
    if (after.size() > Item.MAX_SIZE_BYTES) {
      throw new ValidationException("Item size to update has exceeded the maximum allowed size");
    }
    return after;
  }
}
