package dev.tarn.http.operation;

import dev.tarn.http.protocol.Exchange;
import dev.tarn.http.protocol.Operation;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.engine.TableWrite;

/** Lets a table's items expire, or no longer. */
public record UpdateTimeToLive(Database database) implements Operation {
  @Override
  public String name() {
    return "UpdateTimeToLive";
  }

  @Override
  public void answer(Structure input, Exchange exchange) {
    Structure specification = input.requiredStructure("TimeToLiveSpecification");
    String attribute = specification.requiredString("AttributeName");
    boolean enabled = specification.isTrue("Enabled");
    TableWrite write =
        new TableWrite.SwitchTimeToLive(
            Arns.tableName(input.requiredString("TableName")), attribute, enabled);
    database
        .engine()
        .write(
            write,
            TableAnswer.of(
                exchange,
                (json, table) -> {
                  json.startObject("TimeToLiveSpecification");
                  json.bool("Enabled", enabled);
                  json.string("AttributeName", attribute);
                  json.endObject();
                }));
  }
}
