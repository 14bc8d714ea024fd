package dev.tarn.http.legacy;

import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.expression.Comparator;
import dev.tarn.kv.expression.Condition;
import dev.tarn.kv.expression.DocumentPath;
import dev.tarn.kv.expression.Operand;
import dev.tarn.kv.expression.SortKeyCondition;
import dev.tarn.kv.item.AttributeValue;
import java.util.List;

/**
 * A legacy condition on one attribute: a top-level one, for the legacy parameters know no paths.
 *
 * @param attribute the attribute's name, as it is: a dot in it is a dot
 * @param operator how it is compared
 * @param values what it is compared with, as many and of such types as the operator takes
 */
record AttributeCondition(
    String attribute, ComparisonOperator operator, List<AttributeValue> values) {
  /**
   * Checks the values.
   *
   * @throws ValidationException if the operator does not take them
   */
  AttributeCondition {
    operator.check(values);
  }

  /** Reads an element of QueryFilter, ScanFilter or KeyConditions. */
  static AttributeCondition of(String attribute, Structure condition) {
    List<AttributeValue> values = condition.attributeValueList("AttributeValueList");
    return new AttributeCondition(
        attribute,
        ComparisonOperator.valueOf(condition.requiredString("ComparisonOperator")),
        values == null ? List.of() : values);
  }

  /** The condition as an expression would say it. */
  Condition condition() {
    DocumentPath path = DocumentPath.of(attribute);
    return switch (operator) {
      case EQ -> compare(Comparator.EQUAL);
      case NE -> compare(Comparator.NOT_EQUAL);
      case LE -> compare(Comparator.LESS_OR_EQUAL);
      case LT -> compare(Comparator.LESS);
      case GE -> compare(Comparator.GREATER_OR_EQUAL);
      case GT -> compare(Comparator.GREATER);
      case CONTAINS -> contains();
      // Unlike NOT contains(...), it does not hold of an item without the attribute.
      case NOT_CONTAINS ->
          new Condition.And(
              List.of(new Condition.AttributeExists(path), new Condition.Not(contains())));
      case BEGINS_WITH -> new Condition.BeginsWith(operand(), first());
      case IN ->
          new Condition.In(operand(), values.stream().<Operand>map(Operand.Literal::new).toList());
      case BETWEEN ->
          new Condition.Between(operand(), first(), new Operand.Literal(values.getLast()));
      case NULL -> new Condition.AttributeNotExists(path);
      case NOT_NULL -> new Condition.AttributeExists(path);
    };
  }

  /** The condition as one on a key attribute. */
  SortKeyCondition keyCondition() {
    return switch (operator) {
      case EQ -> new SortKeyCondition.Equal(values.getFirst());
      case LE -> new SortKeyCondition.LessOrEqual(values.getFirst());
      case LT -> new SortKeyCondition.Less(values.getFirst());
      case GE -> new SortKeyCondition.GreaterOrEqual(values.getFirst());
      case GT -> new SortKeyCondition.Greater(values.getFirst());
      case BEGINS_WITH -> new SortKeyCondition.BeginsWith(values.getFirst());
      case BETWEEN -> new SortKeyCondition.Between(values.getFirst(), values.getLast());
      case NE, CONTAINS, NOT_CONTAINS, IN, NULL, NOT_NULL ->
          new SortKeyCondition.NotIndexable(values);
    };
  }

  private Condition compare(Comparator comparator) {
    return new Condition.Compare(comparator, operand(), first());
  }

  private Condition contains() {
    return new Condition.Contains(operand(), first());
  }

  private Operand operand() {
    return new Operand.OfPath(DocumentPath.of(attribute));
  }

  private Operand first() {
    return new Operand.Literal(values.getFirst());
  }
}
