package dev.tarn.http.rest.table;

import dev.tarn.http.operation.Database;
import dev.tarn.http.rest.JsonBody;
import dev.tarn.http.rest.Members;
import dev.tarn.http.rest.ProblemException;
import dev.tarn.http.rest.RestExchange;
import dev.tarn.http.rest.RestOperation;
import dev.tarn.kv.engine.TableWrite;
import dev.tarn.kv.engine.TableWrite.StreamSwitch;
import dev.tarn.kv.table.StreamDefinition;
import dev.tarn.kv.table.StreamViewType;
import dev.tarn.kv.table.TableDefinition;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Changes a table's settings by a JSON Merge Patch: its stream, time to live, and protection. */
record PatchTable(Database database) implements RestOperation {
  private static final int OK = 200;

  @Override
  public HttpMethod method() {
    return HttpMethod.PATCH;
  }

  @Override
  public String path() {
    return GetTable.PATH;
  }

  @Override
  public String mediaType() {
    return "application/merge-patch+json";
  }

  @Override
  public void answer(RestExchange exchange) {
    TableDefinition table = database.existing(exchange.path("table"));
    Members patch =
        Members.of(
            JsonBody.parse(exchange.body()),
            Set.of(
                TableDocument.STREAM,
                TableDocument.TIME_TO_LIVE,
                TableDocument.DELETION_PROTECTION));
    List<TableWrite> writes = new ArrayList<>();
    add(writes, protection(table, patch));
    add(writes, stream(table, patch));
    add(writes, timeToLive(table, patch));
    if (writes.isEmpty()) {
      exchange.reply(OK, new TableView(table, database.engine())::write);
    } else {
      new TableWrites(database.engine(), exchange, OK).run(writes);
    }
  }

  private static void add(List<TableWrite> writes, @Nullable TableWrite write) {
    if (write != null) {
      writes.add(write);
    }
  }

  /** What was removed is as it would be without having been set. */
  private static @Nullable TableWrite protection(TableDefinition table, Members patch) {
    boolean isProtected = Boolean.TRUE.equals(patch.bool(TableDocument.DELETION_PROTECTION));
    return !patch.has(TableDocument.DELETION_PROTECTION) || isProtected == table.deletionProtected()
        ? null
        : update(table, isProtected, null);
  }

  private static @Nullable TableWrite stream(TableDefinition table, Members patch) {
    StreamDefinition stream = table.latestStream();
    StreamViewType current = stream == null || !stream.enabled() ? null : stream.viewType();
    StreamViewType wanted = viewType(patch.string(TableDocument.STREAM));
    return !patch.has(TableDocument.STREAM) || wanted == current
        ? null
        : update(table, null, new StreamSwitch(wanted));
  }

  private static @Nullable StreamViewType viewType(@Nullable String name) {
    if (name == null) {
      return null;
    }
    return Arrays.stream(StreamViewType.values())
        .filter(type -> type.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.badRequest(
                    "The member stream must be null or one of "
                        + Arrays.toString(StreamViewType.values())));
  }

  private static @Nullable TableWrite timeToLive(TableDefinition table, Members patch) {
    String current = table.timeToLive() == null ? null : table.timeToLive().attribute();
    String wanted = patch.string(TableDocument.TIME_TO_LIVE);
    if (!patch.has(TableDocument.TIME_TO_LIVE) || Objects.equals(current, wanted)) {
      return null;
    }
    return wanted == null
        ? new TableWrite.SwitchTimeToLive(table.name(), Objects.requireNonNull(current), false)
        : new TableWrite.SwitchTimeToLive(table.name(), wanted, true);
  }

  private static TableWrite update(
      TableDefinition table, @Nullable Boolean isProtected, @Nullable StreamSwitch stream) {
    return new TableWrite.Update(table.name(), null, null, isProtected, stream, List.of());
  }
}
