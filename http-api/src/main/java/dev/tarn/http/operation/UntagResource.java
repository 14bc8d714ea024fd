package dev.tarn.http.operation;

import dev.tarn.http.protocol.Exchange;
import dev.tarn.http.protocol.Operation;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.engine.TableWrite;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.table.TableDefinition;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Takes tags from a table. */
public record UntagResource(Database database) implements Operation {
  @Override
  public String name() {
    return "UntagResource";
  }

  @Override
  public void answer(Structure input, Exchange exchange) {
    List<String> keys = Objects.requireNonNull(input.strings("TagKeys"));
    if (keys.isEmpty()) {
      throw new ValidationException("Atleast one Tag Key needs to be provided as Input.");
    }
    TagParameters.checkKeys(keys);
    TableDefinition table = TaggedResource.table(database, input.requiredString("ResourceArn"));
    database
        .engine()
        .write(
            new TableWrite.Untag(table.name(), Set.copyOf(keys)),
            TableAnswer.withoutDescription(exchange));
  }
}
