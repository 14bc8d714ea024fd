package dev.tarn.http.operation;

import dev.tarn.http.protocol.Exchange;
import dev.tarn.http.protocol.Operation;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.engine.TableWrite;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.table.TableDefinition;
import java.util.List;
import java.util.Map;

/** Gives a table tags, in the place of those with the same keys. */
public record TagResource(Database database) implements Operation {
  @Override
  public String name() {
    return "TagResource";
  }

  @Override
  public void answer(Structure input, Exchange exchange) {
    List<Structure> given = input.requiredStructures("Tags");
    if (given.isEmpty()) {
      throw new ValidationException("Atleast one Tag needs to be provided as Input.");
    }
    Map<String, String> tags = TagParameters.tags(given);
    TableDefinition table = TaggedResource.table(database, input.requiredString("ResourceArn"));
    database
        .engine()
        .write(new TableWrite.Tag(table.name(), tags), TableAnswer.withoutDescription(exchange));
  }
}
