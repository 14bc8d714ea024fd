package dev.tarn.http.operation;

import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.table.BillingMode;
import dev.tarn.kv.table.IndexKeySchema;
import dev.tarn.kv.table.IndexProjection;
import dev.tarn.kv.table.IndexSpecification;
import dev.tarn.kv.table.IndexSpecification.Kind;
import dev.tarn.kv.table.KeyAttribute;
import dev.tarn.kv.table.KeySchema;
import dev.tarn.kv.table.ProvisionedThroughput;
import dev.tarn.kv.table.WarmThroughput;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters in which secondary indexes are given.
 *
 * @param attributes the request's AttributeDefinitions
 * @param billingMode the table's
 */
record IndexParameters(AttributeDefinitions attributes, BillingMode billingMode) {
  private static final int MAX_LOCAL = 5;
  private static final int MAX_GLOBAL = 20;

  /** The most non-key attributes that all indexes of a table project together. */
  private static final int MAX_NON_KEY_ATTRIBUTES = 100;

  /**
   * The indexes that CreateTable is asked for.
   *
   * @throws ValidationException if one of them is not valid, or there are too many
   */
  List<IndexSpecification> ofCreateTable(Structure input, KeySchema table) {
    List<IndexSpecification> indexes = new ArrayList<>();
    List<Structure> local = input.structures("LocalSecondaryIndexes");
    if (local != null) {
      requireNotEmpty("LocalSecondaryIndexes", local);
      requireSortKey(table);
      local.forEach(index -> indexes.add(local(index, table)));
    }
    List<Structure> global = input.structures("GlobalSecondaryIndexes");
    if (global != null) {
      requireNotEmpty("GlobalSecondaryIndexes", global);
      global.forEach(index -> indexes.add(global(index)));
    }
    requireUniqueNames(indexes);
    requireNotTooMany(indexes);
    requireNotTooManyAttributes(indexes);
    return indexes;
  }

  /**
   * A global index.
   *
   * @throws ValidationException if it is not valid
   */
  IndexSpecification global(Structure index) {
    String name = index.requiredString("IndexName");
    IndexKeySchema keySchema = attributes.indexKeySchema(index.requiredStructures("KeySchema"));
    return new IndexSpecification(
        name,
        Kind.GLOBAL,
        keySchema,
        projection(index),
        throughput(name, index),
        SettingsParameters.warmThroughput(index, WarmThroughput.ON_DEMAND, "index " + name));
  }

  /**
   * Refuses indexes that project too much together.
   *
   * @throws ValidationException if they do
   */
  static void requireNotTooManyAttributes(List<IndexSpecification> indexes) {
    int projected = 0;
    for (IndexSpecification index : indexes) {
      projected += index.projection().nonKeyAttributes().size();
    }
    if (projected > MAX_NON_KEY_ATTRIBUTES) {
      throw ValidationException.invalidParameter(
          "The total number of NonKeyAttributes in all indexes exceeds the limit of "
              + MAX_NON_KEY_ATTRIBUTES);
    }
  }

  private IndexSpecification local(Structure index, KeySchema table) {
    String name = index.requiredString("IndexName");
    List<Structure> elements = index.requiredStructures("KeySchema");
    KeySchema key = attributes.keySchema(elements);
    KeyAttribute sortKey = key.sortKey();
    if (sortKey == null) {
      throw ValidationException.invalidParameter(
          "Index KeySchema does not have a range key for index: " + name);
    }
    if (!key.partitionKey().name().equals(table.partitionKey().name())) {
      throw ValidationException.invalidParameter(
          "Index KeySchema does not have the same leading hash key as table KeySchema for index:"
              + " %s. index hash key: %s, table hash key: %s"
                  .formatted(name, key.partitionKey().name(), table.partitionKey().name()));
    }
    return new IndexSpecification(
        name,
        Kind.LOCAL,
        new IndexKeySchema(List.of(key.partitionKey()), List.of(sortKey)),
        projection(index),
        ProvisionedThroughput.NONE);
  }

  private static IndexProjection projection(Structure index) {
    Structure projection = index.structure("Projection");
    if (projection == null) {
      throw ValidationException.invalidParameter("Indexes must have a projection specified");
    }
    String type = projection.string("ProjectionType");
    List<String> nonKeyAttributes = projection.strings("NonKeyAttributes");
    if (type == null) {
      throw ValidationException.invalidParameter("Unknown ProjectionType: null");
    }
    boolean includes = type.equals(IndexProjection.Type.INCLUDE.name());
    if (includes != (nonKeyAttributes != null)) {
      throw ValidationException.invalidParameter(
          "ProjectionType is %s, but NonKeyAttributes is %s"
              .formatted(type, includes ? "not specified" : "specified"));
    }
    return new IndexProjection(
        IndexProjection.Type.valueOf(type),
        Objects.requireNonNullElse(nonKeyAttributes, List.of()));
  }

  private ProvisionedThroughput throughput(String name, Structure index) {
    Structure throughput = index.structure("ProvisionedThroughput");
    if (billingMode == BillingMode.PAY_PER_REQUEST) {
      if (throughput != null) {
        throw ValidationException.invalidParameter(
            "ProvisionedThroughput should not be specified for index: %s when BillingMode is PAY_PER_REQUEST"
                .formatted(name));
      }
      return ProvisionedThroughput.NONE;
    }
    return provisioned(name, throughput);
  }

  /** The throughput of an index of a provisioned table. */
  static ProvisionedThroughput provisioned(String name, @Nullable Structure throughput) {
    if (throughput == null) {
      throw ValidationException.invalidParameter(
          "ProvisionedThroughput must be specified for index: " + name);
    }
    return new ProvisionedThroughput(
        throughput.requiredLong("ReadCapacityUnits"),
        throughput.requiredLong("WriteCapacityUnits"));
  }

  private static void requireNotEmpty(String parameter, List<Structure> indexes) {
    if (indexes.isEmpty()) {
      throw ValidationException.invalidParameter("List of " + parameter + " is empty");
    }
  }

  private static void requireSortKey(KeySchema table) {
    if (table.sortKey() == null) {
      throw ValidationException.invalidParameter(
          "Table KeySchema does not have a range key, which is required when specifying a"
              + " LocalSecondaryIndex");
    }
  }

  private static void requireUniqueNames(List<IndexSpecification> indexes) {
    Set<String> names = new HashSet<>();
    for (IndexSpecification index : indexes) {
      if (!names.add(index.name())) {
        throw ValidationException.invalidParameter("Duplicate index name: " + index.name());
      }
    }
  }

  private static void requireNotTooMany(List<IndexSpecification> indexes) {
    long local = indexes.stream().filter(index -> index.kind() == Kind.LOCAL).count();
    if (local > MAX_LOCAL) {
      throw ValidationException.invalidParameter(
          "Number of LocalSecondaryIndexes exceeds per-table limit of " + MAX_LOCAL);
    }
    if (indexes.size() - local > MAX_GLOBAL) {
      throw ValidationException.invalidParameter(
          "GlobalSecondaryIndex count exceeds the per-table limit of " + MAX_GLOBAL);
    }
  }
}
