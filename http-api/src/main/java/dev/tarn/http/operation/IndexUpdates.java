package dev.tarn.http.operation;

import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.engine.TableWrite.CreateIndex;
import dev.tarn.kv.engine.TableWrite.DeleteIndex;
import dev.tarn.kv.engine.TableWrite.IndexWrite;
import dev.tarn.kv.engine.TableWrite.UpdateIndex;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.item.AttributeType;
import dev.tarn.kv.table.BillingMode;
import dev.tarn.kv.table.IndexDefinition;
import dev.tarn.kv.table.IndexSpecification;
import dev.tarn.kv.table.TableDefinition;
import dev.tarn.kv.table.WarmThroughput;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The parameter GlobalSecondaryIndexUpdates of UpdateTable. */
final class IndexUpdates {
  private static final List<String> ACTIONS = List.of("Update", "Create", "Delete");

  private IndexUpdates() {}

  /**
   * The changes of indexes that a request asks for; none if it has no such parameter.
   *
   * @param table the table as it is
   * @param billingMode the table's after the request
   * @throws ValidationException if one of them is not valid
   */
  static List<IndexWrite> of(Structure input, TableDefinition table, BillingMode billingMode) {
    List<Structure> updates = input.structures("GlobalSecondaryIndexUpdates");
    if (updates == null) {
      return List.of();
    }
    if (updates.isEmpty()) {
      throw ValidationException.invalidParameter("List of GlobalSecondaryIndexUpdates is empty");
    }
    AttributeDefinitions attributes = attributes(input, table);
    List<IndexWrite> writes = new ArrayList<>();
    for (Structure update : updates) {
      writes.add(write(update, table, new IndexParameters(attributes, billingMode)));
    }
    requireOnePerIndex(writes);
    requireNotTooManyAttributes(table, writes);
    return writes;
  }

  /**
   * Refuses to make a table provisioned whose indexes are not.
   *
   * @throws ValidationException if an index that stays is given no throughput
   */
  static void requireThroughput(TableDefinition table, List<IndexWrite> writes) {
    for (IndexDefinition index : table.indexes()) {
      boolean given = writes.stream().anyMatch(write -> write.name().equals(index.name()));
      if (index.isGlobal() && index.takesWrites() && !given) {
        throw ValidationException.invalidParameter(
            "ProvisionedThroughput must be specified for index: " + index.name());
      }
    }
  }

  /** Those of the keys there are, and those of the request for the keys to come. */
  private static AttributeDefinitions attributes(Structure input, TableDefinition table) {
    Map<String, AttributeType> known = AttributeDefinitions.of(table).types();
    Map<String, AttributeType> types = new LinkedHashMap<>(known);
    AttributeDefinitions.of(input)
        .types()
        .forEach(
            (name, type) -> {
              AttributeType other = types.put(name, type);
              if (other != null && other != type) {
                throw new ValidationException(
                    "Attribute %s is already defined with the type %s".formatted(name, other));
              }
            });
    return new AttributeDefinitions(types);
  }

  private static IndexWrite write(
      Structure update, TableDefinition table, IndexParameters parameters) {
    List<String> actions = ACTIONS.stream().filter(update::has).toList();
    if (actions.size() != 1) {
      throw ValidationException.invalidParameter(
          "One of GlobalSecondaryIndexUpdate's Update, Create or Delete must be specified, and"
              + " only one of them");
    }
    Structure action = update.requiredStructure(actions.getFirst());
    String name = action.requiredString("IndexName");
    return switch (actions.getFirst()) {
      case "Create" -> new CreateIndex(parameters.global(action));
      case "Delete" -> new DeleteIndex(name);
      default -> update(name, action, table);
    };
  }

  private static UpdateIndex update(String name, Structure action, TableDefinition table) {
    Structure throughput = action.structure("ProvisionedThroughput");
    IndexDefinition index = table.index(name);
    if (index == null || !action.has("WarmThroughput")) {
      return new UpdateIndex(name, IndexParameters.provisioned(name, throughput), null);
    }
    WarmThroughput shown = index.specification().shownWarmThroughput(table.billingMode());
    return new UpdateIndex(
        name,
        throughput == null ? null : IndexParameters.provisioned(name, throughput),
        SettingsParameters.warmThroughput(action, shown, "index " + name));
  }

  private static void requireOnePerIndex(List<IndexWrite> writes) {
    Set<String> names = new HashSet<>();
    for (IndexWrite write : writes) {
      if (!names.add(write.name())) {
        throw ValidationException.invalidParameter(
            "Only one global secondary index update per index is allowed simultaneously. Index: "
                + write.name());
      }
    }
  }

  private static void requireNotTooManyAttributes(TableDefinition table, List<IndexWrite> writes) {
    List<IndexSpecification> indexes = new ArrayList<>();
    table.indexes().stream().map(IndexDefinition::specification).forEach(indexes::add);
    for (IndexWrite write : writes) {
      if (write instanceof CreateIndex create) {
        indexes.add(create.index());
      }
    }
    IndexParameters.requireNotTooManyAttributes(indexes);
  }
}
