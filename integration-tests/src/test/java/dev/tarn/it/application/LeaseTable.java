package dev.tarn.it.application;

import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.s;

import dev.tarn.it.TestTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeAction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Leases of several workers in one table. Every change is conditional on what its worker last saw
 * ({@code Expected}), so of two workers that want the same only one gets it.
 *
 * @param client one worker's way to the table
 * @param name the table's name
 */
record LeaseTable(DynamoDbClient client, String name) {
  static LeaseTable create(DynamoDbClient client) {
    String name = TestTable.uniqueName("leases");
    client.createTable(
        r ->
            r.tableName(name)
                .attributeDefinitions(TestTable.definition("leaseKey", ScalarAttributeType.S))
                .keySchema(TestTable.element("leaseKey", KeyType.HASH))
                .billingMode(BillingMode.PAY_PER_REQUEST));
    client.waiter().waitUntilTableExists(r -> r.tableName(name));
    return new LeaseTable(client, name);
  }

  /** Makes a lease that nobody has, unless there is one; says whether it was made. */
  boolean createIfMissing(String leaseKey) {
    return holds(
        () ->
            client.putItem(
                r ->
                    r.tableName(name)
                        .item(
                            item(
                                "leaseKey", s(leaseKey),
                                "leaseCounter", n(0),
                                "checkpoint", s("TRIM_HORIZON")))
                        .expected(Map.of("leaseKey", missing()))));
  }

  List<Lease> leases() {
    return client.scanPaginator(r -> r.tableName(name).limit(3)).items().stream()
        .map(Lease::of)
        .toList();
  }

  Lease lease(String leaseKey) {
    return Lease.of(
        client.getItem(r -> r.tableName(name).key(key(leaseKey)).consistentRead(true)).item());
  }

  /** Raises the counter of a lease that its worker still has. */
  boolean renew(Lease lease) {
    return update(
        lease, Map.of("leaseCounter", asSeen(lease), "leaseOwner", owner(lease)), Map.of());
  }

  /** Makes a worker the owner of a lease that has not changed since it was seen. */
  boolean take(Lease lease, String worker) {
    return update(
        lease, Map.of("leaseCounter", asSeen(lease)), Map.of("leaseOwner", put(s(worker))));
  }

  /** Gives up a lease that its worker still has. */
  boolean evict(Lease lease) {
    AttributeValueUpdate removal =
        AttributeValueUpdate.builder().action(AttributeAction.DELETE).build();
    return update(
        lease,
        Map.of("leaseCounter", asSeen(lease), "leaseOwner", owner(lease)),
        Map.of("leaseOwner", removal));
  }

  /** Writes down how far the owner of a lease has come. */
  boolean checkpoint(Lease lease, String checkpoint) {
    return update(
        lease,
        Map.of("leaseCounter", asSeen(lease), "leaseOwner", owner(lease)),
        Map.of("checkpoint", put(s(checkpoint))));
  }

  /** Deletes the lease of a shard that is read to its end. */
  boolean delete(Lease lease) {
    return holds(
        () ->
            client.deleteItem(
                r ->
                    r.tableName(name)
                        .key(key(lease.key()))
                        .expected(Map.of("leaseOwner", owner(lease)))));
  }

  private boolean update(
      Lease lease,
      Map<String, ExpectedAttributeValue> expected,
      Map<String, AttributeValueUpdate> more) {
    Map<String, AttributeValueUpdate> updates = new LinkedHashMap<>(more);
    updates.put("leaseCounter", put(n(lease.counter() + 1)));
    return holds(
        () ->
            client.updateItem(
                r ->
                    r.tableName(name)
                        .key(key(lease.key()))
                        .attributeUpdates(updates)
                        .expected(expected)));
  }

  private static boolean holds(Runnable conditionalWrite) {
    try {
      conditionalWrite.run();
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  private static Map<String, AttributeValue> key(String leaseKey) {
    return item("leaseKey", s(leaseKey));
  }

  private static AttributeValueUpdate put(AttributeValue value) {
    return AttributeValueUpdate.builder().action(AttributeAction.PUT).value(value).build();
  }

  private static ExpectedAttributeValue asSeen(Lease lease) {
    return ExpectedAttributeValue.builder().value(n(lease.counter())).build();
  }

  private static ExpectedAttributeValue owner(Lease lease) {
    @Nullable String owner = lease.owner();
    return owner == null ? missing() : ExpectedAttributeValue.builder().value(s(owner)).build();
  }

  private static ExpectedAttributeValue missing() {
    return ExpectedAttributeValue.builder().exists(false).build();
  }
}
