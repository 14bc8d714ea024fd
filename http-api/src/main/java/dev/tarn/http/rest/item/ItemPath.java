package dev.tarn.http.rest.item;

import dev.tarn.http.operation.Database;
import dev.tarn.http.rest.ProblemException;
import dev.tarn.http.rest.RestExchange;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.PrimaryKey;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.table.KeyAttribute;
import dev.tarn.kv.table.KeySchema;
import dev.tarn.kv.table.TableDefinition;
import java.util.LinkedHashMap;
import java.util.Map;

/** The two paths of an item: a table's items have sort keys, or they have not. */
enum ItemPath {
  /** Of a table whose key is a partition key. */
  PARTITION_KEY("/tables/{table}/items/{partitionKey}"),
  /** Of a table that has a sort key too. */
  SORT_KEY("/tables/{table}/items/{partitionKey}/{sortKey}");

  private final String template;

  ItemPath(String template) {
    this.template = template;
  }

  /** The template. */
  String template() {
    return template;
  }

  /**
   * The item that a request's path means.
   *
   * @throws ProblemException if it is no key of the table
   * @throws dev.tarn.kv.error.DynamoDbException.ResourceNotFoundException if there is no such table
   */
  Address address(RestExchange exchange, Database database) {
    TableDefinition table = database.table(exchange.path("table"));
    KeySchema schema = table.keySchema();
    KeyAttribute sortKey = schema.sortKey();
    Map<String, AttributeValue> key = new LinkedHashMap<>();
    put(key, schema.partitionKey(), exchange.path("partitionKey"));
    if (this == SORT_KEY && sortKey != null) {
      put(key, sortKey, exchange.path("sortKey"));
    } else if (this == SORT_KEY || sortKey != null) {
      throw ProblemException.badRequest(
          "The items of table %s are at /items/{partitionKey}%s."
              .formatted(table.name(), sortKey == null ? "" : "/{sortKey}"));
    }
    Item attributes = new Item(key);
    return new Address(table, attributes, PrimaryKey.ofKey(schema, attributes));
  }

  private static void put(Map<String, AttributeValue> key, KeyAttribute attribute, String text) {
    key.put(attribute.name(), KeyText.parse(attribute, text));
  }

  /**
   * Where an item is.
   *
   * @param table its table
   * @param keyAttributes its key as attributes
   * @param key its key
   */
  record Address(TableDefinition table, Item keyAttributes, PrimaryKey key) {
    StoreKey storeKey() {
      return key.storeKey(table.number());
    }
  }
}
