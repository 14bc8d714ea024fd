package dev.tarn.kv.engine;

import dev.tarn.kv.engine.TableWrite.Tag;
import dev.tarn.kv.engine.TableWrite.Untag;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.table.TableDefinition;
import java.util.Map;
import java.util.TreeMap;

/** Where changes of tags meet the tags as they are. */
record TagEvaluation(TableDefinition table) {
  private static final int MAX_TAGS = 50;

  TableDefinition tagged(Tag write) {
    Map<String, String> tags = new TreeMap<>(table.settings().tags());
    tags.putAll(write.tags());
    if (tags.size() > MAX_TAGS) {
      throw new ValidationException(
          "Number of Tags exceed the current limit for the provided ResourceArn");
    }
    return table.withSettings(table.settings().withTags(tags));
  }

  TableDefinition untagged(Untag write) {
    Map<String, String> tags = new TreeMap<>(table.settings().tags());
    tags.keySet().removeAll(write.keys());
    return table.withSettings(table.settings().withTags(tags));
  }
}
