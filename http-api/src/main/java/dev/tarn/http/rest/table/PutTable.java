package dev.tarn.http.rest.table;

import dev.tarn.http.operation.Database;
import dev.tarn.http.rest.JsonBody;
import dev.tarn.http.rest.Problem;
import dev.tarn.http.rest.ProblemException;
import dev.tarn.http.rest.RestExchange;
import dev.tarn.http.rest.RestOperation;
import dev.tarn.kv.engine.TableWrite;
import dev.tarn.kv.table.IndexDefinition;
import dev.tarn.kv.table.IndexSpecification;
import dev.tarn.kv.table.StreamDefinition;
import dev.tarn.kv.table.StreamViewType;
import dev.tarn.kv.table.TableDefinition;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Creates a table. Where there is one already that is just like it, nothing is left to do. */
record PutTable(Database database) implements RestOperation {
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int CONFLICT = 409;

  @Override
  public HttpMethod method() {
    return HttpMethod.PUT;
  }

  @Override
  public String path() {
    return GetTable.PATH;
  }

  @Override
  public String mediaType() {
    return "application/json";
  }

  @Override
  public void answer(RestExchange exchange) {
    TableDocument document =
        TableDocument.of(exchange.path("table"), JsonBody.parse(exchange.body()));
    TableWrite.Create create = document.toCreate();
    String timeToLive = document.timeToLive();
    TableDefinition existing = database.engine().catalog().table(create.name());
    if (existing != null) {
      requireLike(existing, create, timeToLive);
      exchange.reply(OK, new TableView(existing, database.engine())::write);
      return;
    }
    List<TableWrite> writes = new ArrayList<>(List.of(create));
    if (timeToLive != null) {
      writes.add(new TableWrite.SwitchTimeToLive(create.name(), timeToLive, true));
    }
    new TableWrites(database.engine(), exchange, CREATED).run(writes);
  }

  private static void requireLike(
      TableDefinition table, TableWrite.Create create, @Nullable String timeToLive) {
    boolean like =
        table.keySchema().equals(create.keySchema())
            && indexes(table).equals(new HashSet<>(create.indexes()))
            && viewType(table) == create.streamViewType()
            && table.deletionProtected() == create.deletionProtected()
            && Objects.equals(
                table.timeToLive() == null ? null : table.timeToLive().attribute(), timeToLive);
    if (!like) {
      throw new ProblemException(
          Problem.of(
              CONFLICT,
              "There is a table %s, and it is another one. PATCH changes a table."
                  .formatted(table.name())));
    }
  }

  private static Set<IndexSpecification> indexes(TableDefinition table) {
    return table.indexes().stream().map(IndexDefinition::specification).collect(Collectors.toSet());
  }

  private static @Nullable StreamViewType viewType(TableDefinition table) {
    StreamDefinition stream = table.latestStream();
    return stream == null || !stream.enabled() ? null : stream.viewType();
  }
}
