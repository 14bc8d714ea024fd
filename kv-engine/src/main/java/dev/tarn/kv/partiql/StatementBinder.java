package dev.tarn.kv.partiql;

import dev.tarn.kv.engine.ItemWrite;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.expression.Condition;
import dev.tarn.kv.expression.ConditionPaths;
import dev.tarn.kv.expression.DocumentPath;
import dev.tarn.kv.expression.Update;
import dev.tarn.kv.index.IndexKeyValues;
import dev.tarn.kv.index.TableIndexes;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.PrimaryKey;
import dev.tarn.kv.partiql.Statement.Source;
import dev.tarn.kv.table.IndexDefinition;
import dev.tarn.kv.table.IndexStatus;
import dev.tarn.kv.table.TableDefinition;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Binds a statement to the parameters of a request and to its table. */
final class StatementBinder {
  private final TableDefinition table;
  private final boolean returnItemOnFailure;
  private final ValueBinder values;
  private final ConditionBinder conditions;

  StatementBinder(
      TableDefinition table, List<AttributeValue> parameters, boolean returnItemOnFailure) {
    this.table = table;
    this.returnItemOnFailure = returnItemOnFailure;
    this.values = new ValueBinder(parameters);
    this.conditions = new ConditionBinder(values);
  }

  BoundStatement bind(Statement statement) {
    return switch (statement) {
      case Statement.Select select -> select(select);
      case Statement.Insert insert -> insert(insert);
      case Statement.Update update -> update(update);
      case Statement.Delete delete -> delete(delete);
      case Statement.Exists exists -> exists(exists.select());
    };
  }

  private BoundStatement.Read select(Statement.Select select) {
    IndexDefinition index = index(select.source().index());
    AccessPath path = index == null ? new AccessPath.OfTable(table) : new AccessPath.OfIndex(index);
    Condition where = conditions.bindNullable(select.where());
    ReadPlanner.Plan plan = ReadPlanner.plan(path, where, new ReadOrder(select.order()));
    if (index != null && !plan.isScan()) {
      requireProjected(index, plan.filter());
    }
    return new BoundStatement.Read(
        table, index, plan.steps(), plan.forward(), plan.filter(), Columns.of(select.columns()));
  }

  private @Nullable IndexDefinition index(@Nullable String name) {
    if (name == null) {
      return null;
    }
    IndexDefinition index = table.index(name);
    if (index == null || index.status() == IndexStatus.DELETING) {
      throw new ValidationException("The table does not have the specified index");
    }
    if (index.status() == IndexStatus.CREATING) {
      throw new ValidationException("Cannot read from backfilling global secondary index: " + name);
    }
    return index;
  }

  /** A query's filter must find its attributes in the index; a scan's finds nothing instead. */
  private void requireProjected(IndexDefinition index, @Nullable Condition filter) {
    Set<String> projected = TableIndexes.projectedAttributes(table, index);
    if (projected == null || filter == null) {
      return;
    }
    Set<String> missing = new LinkedHashSet<>();
    ConditionPaths.of(filter).forEach(path -> missing.add(path.attribute()));
    missing.removeAll(projected);
    if (!missing.isEmpty()) {
      throw ValidationException.invalidParameter(
          "Secondary index "
              + index.name()
              + " does not project one or more filter attributes: "
              + missing);
    }
  }

  private BoundStatement insert(Statement.Insert insert) {
    if (insert.source().index() != null) {
      throw new ValidationException("FROM clause may only contain a single table name");
    }
    if (!(values.value(insert.value()) instanceof AttributeValue.M map)) {
      throw Malformed.statement("Expected a tuple in VALUE");
    }
    Item item = new Item(map.values());
    PrimaryKey key = PrimaryKey.ofItem(table.keySchema(), item);
    IndexKeyValues.requireValid(table, item);
    EncodedItem encoded = EncodedItem.of(item);
    if (encoded.size() > Item.MAX_SIZE_BYTES) {
      throw new ValidationException("Item size has exceeded the maximum allowed size");
    }
    DocumentPath partitionKey = DocumentPath.of(table.keySchema().partitionKey().name());
    return new BoundStatement.Insert(
        new ItemWrite.Put(
            table,
            key.storeKey(table.number()),
            encoded,
            new Condition.AttributeNotExists(partitionKey),
            returnItemOnFailure));
  }

  private BoundStatement update(Statement.Update statement) {
    PinnedItem item = pinnedItem(statement.source(), statement.where());
    Update update = new UpdateBinder(values).bind(statement.changes());
    update.requireNoKeyAttribute(table.keySchema());
    return new BoundStatement.Modify(
        new ItemWrite.Modify(
            table,
            item.storeKey(),
            item.keyAttributes(),
            update,
            item.conditionIfPresent(table.keySchema()),
            returnItemOnFailure),
        update,
        statement.returning());
  }

  private BoundStatement delete(Statement.Delete statement) {
    Returning returning = statement.returning();
    if (returning != Returning.NONE && returning != Returning.ALL_OLD) {
      throw new ValidationException(
          "Invalid returning clause: RETURNING "
              + returning
              + ". Only RETURNING ALL OLD * is allowed in DELETE statements.");
    }
    PinnedItem item = pinnedItem(statement.source(), statement.where());
    return new BoundStatement.Delete(
        new ItemWrite.Delete(
            table, item.storeKey(), item.conditionOrAbsent(table.keySchema()), returnItemOnFailure),
        returning);
  }

  private BoundStatement exists(Statement.Select select) {
    PinnedItem item = PinnedItem.of(table, conditions.bindNullable(select.where()));
    if (select.source().index() != null || item == null || item.conditions().isEmpty()) {
      throw new ValidationException(
          "EXISTS() must contain a single item read with additional condition");
    }
    return new BoundStatement.Check(
        new ItemWrite.Check(
            table,
            item.storeKey(),
            item.conditionIfPresent(table.keySchema()),
            returnItemOnFailure));
  }

  private PinnedItem pinnedItem(Source source, @Nullable Expression where) {
    if (source.index() != null) {
      throw new ValidationException("This operation is not supported on an index");
    }
    PinnedItem item = PinnedItem.of(table, conditions.bindNullable(where));
    if (item == null) {
      throw new ValidationException(
          "Where clause does not contain a mandatory equality on all key attributes");
    }
    return item;
  }
}
