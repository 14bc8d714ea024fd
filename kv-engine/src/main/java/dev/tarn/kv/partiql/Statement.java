package dev.tarn.kv.partiql;

import dev.tarn.kv.expression.DocumentPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement as it is written. */
sealed interface Statement {
  /** The table, and perhaps the index, that the statement is about. */
  Source source();

  /**
   * A table's name or ARN, and an index of it.
   *
   * @param index null for the table itself
   */
  record Source(String table, @Nullable String index) {}

  /**
   * {@code SELECT … FROM … WHERE … ORDER BY …}.
   *
   * @param columns the places to show, none for all of them
   * @param where null for every item
   */
  record Select(
      Source source, List<DocumentPath> columns, @Nullable Expression where, List<Ordering> order)
      implements Statement {}

  /** {@code attribute [ASC | DESC]}. */
  record Ordering(String attribute, boolean descending) {}

  /** {@code INSERT INTO … VALUE …}. */
  record Insert(Source source, Expression value) implements Statement {}

  /** {@code UPDATE … SET … REMOVE … WHERE … RETURNING …}. */
  record Update(
      Source source, List<Change> changes, @Nullable Expression where, Returning returning)
      implements Statement {}

  /**
   * One change of an update.
   *
   * @param value what SET gives the place, null for REMOVE
   */
  record Change(DocumentPath path, @Nullable Expression value) {}

  /** {@code DELETE FROM … WHERE … RETURNING …}. */
  record Delete(Source source, @Nullable Expression where, Returning returning)
      implements Statement {}

  /** {@code EXISTS(SELECT …)}: what must hold for a transaction. */
  record Exists(Select select) implements Statement {
    @Override
    public Source source() {
      return select.source();
    }
  }
}
