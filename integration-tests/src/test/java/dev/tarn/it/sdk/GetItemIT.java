package dev.tarn.it.sdk;

import static dev.tarn.it.ServiceErrors.assertInvalid;
import static dev.tarn.it.ServiceErrors.refusal;
import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.l;
import static dev.tarn.it.Values.m;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.TestTable;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

final class GetItemIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private DynamoDbClient client;
  private TestTable table;

  @BeforeEach
  void createTable() {
    client = TARN.dynamoDb();
    table = TestTable.create(client);
  }

  private GetItemResponse get(Consumer<GetItemRequest.Builder> more) {
    return client.getItem(
        r -> {
          r.tableName(table.name()).key(item("pk", s("a")));
          more.accept(r);
        });
  }

  private Map<String, AttributeValue> project(String expression, Map<String, String> names) {
    return get(r ->
            r.projectionExpression(expression)
                .expressionAttributeNames(names.isEmpty() ? null : names))
        .item();
  }

  @Nested
  final class Validation {
    @Test
    void rejectsKeyWithAnotherName() {
      assertInvalid(
          "The provided key element does not match the schema", () -> table.get("x", s("a")));
    }

    @Test
    void rejectsKeyOfAnotherType() {
      assertInvalid(
          "The provided key element does not match the schema", () -> table.get("pk", n(1)));
    }

    @Test
    void rejectsKeyWithoutItsSortKey() {
      TestTable composite = TestTable.create(client, ScalarAttributeType.S);
      refusal("ValidationException", () -> composite.get("pk", s("a")));
    }

    @Test
    void rejectsReservedWordInAProjection() {
      assertInvalid(
          "Invalid ProjectionExpression: Attribute name is a reserved keyword; reserved keyword:"
              + " name",
          () -> project("name", Map.of()));
    }

    @Test
    void rejectsUndefinedPlaceholder() {
      assertInvalid(
          "Invalid ProjectionExpression: An expression attribute name used in the document path"
              + " is not defined; attribute name: #n",
          () -> project("#n", Map.of("#m", "name")));
    }

    @Test
    void rejectsUnusedPlaceholder() {
      assertInvalid(
          "Value provided in ExpressionAttributeNames unused in expressions: keys: {#m}",
          () -> project("#n", Map.of("#n", "name", "#m", "more")));
    }

    @Test
    void rejectsOverlappingPaths() {
      assertInvalid(
          "Invalid ProjectionExpression: Two document paths overlap with each other; must remove"
              + " or rewrite one of these paths; path one: [a], path two: [a, b]",
          () -> project("a, a.b", Map.of()));
    }
  }

  @Nested
  final class Behaviour {
    @Test
    void hasNoItemWhereThereIsNone() {
      assertThat(get(r -> {}).hasItem()).isFalse();
    }

    @Test
    void returnsTheAttributesOfAProjectionOnly() {
      table.put("pk", s("a"), "name", s("x"), "b", m("c", n(1), "d", n(2)), "l", l(n(7), n(8)));
      assertThat(project("#n, b.c, l[1], absent", Map.of("#n", "name")))
          .isEqualTo(item("name", s("x"), "b", m("c", n(1)), "l", l(n(8))));
    }

    @Test
    void hasAnEmptyItemWhereTheProjectionFindsNothing() {
      table.put("pk", s("a"));
      assertThat(get(r -> r.projectionExpression("absent")).hasItem()).isTrue();
    }

    @Test
    void costsHalfUnlessConsistent() {
      table.put("pk", s("a"), "v", s("x".repeat(5000)));
      assertThat(units(false)).isEqualTo(1.0);
      assertThat(units(true)).isEqualTo(2.0);
    }

    private double units(boolean consistent) {
      return get(r ->
              r.consistentRead(consistent).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
          .consumedCapacity()
          .capacityUnits();
    }
  }
}
