package dev.tarn.it;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * A table of a test: its partition key is the string {@code pk}, its sort key, if any, {@code sk}.
 *
 * @param client how to reach it
 * @param name its name, which no other test has
 */
public record TestTable(DynamoDbClient client, String name) {
  private static final AtomicInteger CREATED = new AtomicInteger();

  /** A table without a sort key. */
  public static TestTable create(DynamoDbClient client) {
    return create(client, null, request -> {});
  }

  /** A table with a sort key. */
  public static TestTable create(DynamoDbClient client, ScalarAttributeType sortKeyType) {
    return create(client, sortKeyType, request -> {});
  }

  /** A table without a sort key and with a stream. */
  public static TestTable create(DynamoDbClient client, StreamViewType viewType) {
    return create(client, null, request -> stream(request, viewType));
  }

  /** A table with more than its keys to say. */
  public static TestTable create(
      DynamoDbClient client,
      @Nullable ScalarAttributeType sortKeyType,
      Consumer<CreateTableRequest.Builder> more) {
    String name = uniqueName("table");
    CreateTableRequest.Builder request =
        keys(CreateTableRequest.builder().tableName(name), sortKeyType)
            .billingMode(BillingMode.PAY_PER_REQUEST);
    more.accept(request);
    client.createTable(request.build());
    return new TestTable(client, name);
  }

  public static void stream(CreateTableRequest.Builder request, StreamViewType viewType) {
    request.streamSpecification(s -> s.streamEnabled(true).streamViewType(viewType));
  }

  /** A name that no other table has. */
  public static String uniqueName(String prefix) {
    return "%s-%04d".formatted(prefix, CREATED.incrementAndGet());
  }

  private static CreateTableRequest.Builder keys(
      CreateTableRequest.Builder request, @Nullable ScalarAttributeType sortKeyType) {
    AttributeDefinition pk = definition("pk", ScalarAttributeType.S);
    return sortKeyType == null
        ? request.attributeDefinitions(pk).keySchema(element("pk", KeyType.HASH))
        : request
            .attributeDefinitions(pk, definition("sk", sortKeyType))
            .keySchema(element("pk", KeyType.HASH), element("sk", KeyType.RANGE));
  }

  public static AttributeDefinition definition(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }

  public static KeySchemaElement element(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  public PutItemResponse put(Object... namesAndValues) {
    return put(Values.item(namesAndValues));
  }

  public PutItemResponse put(Map<String, AttributeValue> item) {
    return client.putItem(r -> r.tableName(name).item(item));
  }

  /** The item with the key; empty if there is none. */
  public Map<String, AttributeValue> get(Object... key) {
    return get(Values.item(key));
  }

  /** The item with the key; empty if there is none. */
  public Map<String, AttributeValue> get(Map<String, AttributeValue> key) {
    return client.getItem(r -> r.tableName(name).key(key).consistentRead(true)).item();
  }

  /** Updates the item whose {@code pk} is given. */
  public UpdateItemResponse update(
      String pk, String expression, Consumer<UpdateItemRequest.Builder> more) {
    return client.updateItem(
        r -> {
          r.tableName(name).key(Values.item("pk", Values.s(pk))).updateExpression(expression);
          more.accept(r);
        });
  }

  public void delete(Object... key) {
    client.deleteItem(r -> r.tableName(name).key(Values.item(key)));
  }

  /** All items, page by page. */
  public List<Map<String, AttributeValue>> scan() {
    return client.scanPaginator(r -> r.tableName(name)).items().stream().toList();
  }

  public TableDescription describe() {
    return client.describeTable(r -> r.tableName(name)).table();
  }
}
