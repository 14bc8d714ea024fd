package dev.tarn;

import dev.tarn.http.admin.AbsentAdminSite;
import dev.tarn.http.admin.AdminSite;
import dev.tarn.http.admin.DrivenClock;
import dev.tarn.http.lambda.LambdaSite;
import dev.tarn.http.operation.AllOperations;
import dev.tarn.http.operation.Arns;
import dev.tarn.http.operation.Database;
import dev.tarn.http.rest.RestSite;
import dev.tarn.http.rest.item.ItemResource;
import dev.tarn.http.rest.status.StatusResource;
import dev.tarn.http.rest.stream.StreamResource;
import dev.tarn.http.rest.table.TableResource;
import dev.tarn.http.rest.trigger.TriggerResource;
import dev.tarn.http.rest.webhook.WebhookResource;
import dev.tarn.http.server.EndpointOptions;
import dev.tarn.http.server.HttpEndpoint;
import dev.tarn.kv.engine.ConsistencyCheck;
import dev.tarn.kv.engine.DataDirectory;
import dev.tarn.kv.engine.DiskReserve;
import dev.tarn.kv.engine.Engine;
import dev.tarn.kv.engine.EngineOptions;
import dev.tarn.kv.engine.Throughput;
import dev.tarn.kv.expression.Expressions;
import dev.tarn.kv.partiql.Statements;
import dev.tarn.kv.store.StoreOptions;
import dev.tarn.stream.log.Durability;
import dev.tarn.stream.log.LogOptions;
import dev.tarn.stream.log.SegmentedLog;
import dev.tarn.stream.shard.Streams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The parts of a running server, put together and taken apart in the right order. */
final class Assembly implements AutoCloseable {
  private final Engine engine;
  private final DeliveryParts deliveries;
  private final HttpEndpoint http;

  private Assembly(Engine engine, DeliveryParts deliveries, HttpEndpoint http) {
    this.engine = engine;
    this.deliveries = deliveries;
    this.http = http;
  }

  /**
   * Starts every part on a directory that the caller closes after them.
   *
   * @throws StartException if the data cannot be read or the port cannot be had
   */
  static Assembly start(TarnOptions options, DataDirectory directory) {
    DrivenClock driven = options.admin() ? new DrivenClock(InstantSource.system()) : null;
    InstantSource clock = driven == null ? InstantSource.system() : driven;
    SegmentedLog log = openLog(options.durability(), directory, clock);
    // Nothing is trimmed before it is known what triggers hold back.
    log.hold(() -> 0);
    Engine engine = openEngine(options, directory, log, clock);
    try {
      Arns arns = new Arns(options.region(), options.accountId());
      Streams streams =
          new Streams(
              new EngineTables(engine),
              directory.partitions(),
              log.reader(),
              engine::visibleSequenceNumber,
              clock,
              options.tableDelay(),
              arns::of);
      Database database = new Database(engine, streams, new Expressions(), new Statements(), arns);
      AdminSite admin = driven == null ? null : new AdminSite(driven, database);
      DeliveryParts deliveries =
          DeliveryParts.start(options, directory, engine, log, database, clock);
      return serve(options, engine, database, deliveries, admin);
    } catch (RuntimeException | Error e) {
      close(engine);
      throw e;
    }
  }

  /** As {@link Tarn#check}. */
  static ConsistencyCheck.Report check(DataDirectory directory, Consumer<String> progress) {
    InstantSource clock = InstantSource.system();
    try (SegmentedLog log = openLog(Durability.FSYNC, directory, clock)) {
      return ConsistencyCheck.run(engineOptions(directory, clock), log, progress);
    } catch (IOException e) {
      throw unreadable(directory, e);
    }
  }

  int port() {
    return http.port();
  }

  /** First no more requests, then no more deliveries, then no more writes. */
  @Override
  public void close() {
    try {
      http.close();
    } finally {
      close(deliveries, engine);
    }
  }

  private static SegmentedLog openLog(
      Durability durability, DataDirectory directory, InstantSource clock) {
    Durability kept = directory.isTemporary() ? Durability.OS : durability;
    try {
      return SegmentedLog.open(directory.log(), LogOptions.DEFAULT.withDurability(kept), clock);
    } catch (IOException e) {
      throw unreadable(directory, e);
    }
  }

  private static Engine openEngine(
      TarnOptions options, DataDirectory directory, SegmentedLog log, InstantSource clock) {
    try {
      EngineOptions engine =
          engineOptions(directory, clock)
              .withTableDelay(options.tableDelay())
              .withIndexDelay(options.gsiDelay())
              .withThroughput(throughput(options))
              .withShardRollover(options.shardRollover())
              .withReserve(reserve(options, directory.root()));
      return Engine.open(engine, log);
    } catch (IOException e) {
      throw unreadable(directory, e);
    }
  }

  private static DiskReserve reserve(TarnOptions options, Path root) throws IOException {
    OptionalLong asked = options.minFreeDiskBytes();
    return asked.isPresent() ? DiskReserve.on(root, asked.getAsLong()) : DiskReserve.on(root);
  }

  private static Throughput throughput(TarnOptions options) {
    Arns arns = new Arns(options.region(), options.accountId());
    return options.enforcesThroughput()
        ? Throughput.enforced(arns, System::nanoTime)
        : Throughput.UNLIMITED;
  }

  private static EngineOptions engineOptions(DataDirectory directory, InstantSource clock) {
    return new EngineOptions(
        directory.root(), directory.partitions(), storeOptions(directory), clock);
  }

  /** A test makes memtables small with a system property, so that it meets flushes. */
  private static StoreOptions storeOptions(DataDirectory directory) {
    StoreOptions options =
        directory.isTemporary() ? StoreOptions.THROWN_AWAY : StoreOptions.DURABLE;
    Long limitBytes = Long.getLong("tarn.memtableLimitBytes");
    return limitBytes == null ? options : options.withMemtableLimitBytes(limitBytes);
  }

  private static Assembly serve(
      TarnOptions options,
      Engine engine,
      Database database,
      DeliveryParts deliveries,
      @Nullable AdminSite admin) {
    try {
      return new Assembly(engine, deliveries, listen(options, database, deliveries, admin));
    } catch (RuntimeException | Error e) {
      deliveries.close();
      throw e;
    }
  }

  private static HttpEndpoint listen(
      TarnOptions options, Database database, DeliveryParts deliveries, @Nullable AdminSite admin) {
    try {
      return HttpEndpoint.start(
          EndpointOptions.of(options.host(), options.port(), options.region()),
          AllOperations.on(database, admin == null ? UnaryOperator.identity() : admin::failing),
          List.of(
              restSite(database, deliveries),
              new LambdaSite(deliveries.triggers(), database.arns()),
              admin == null ? new AbsentAdminSite() : admin));
    } catch (IOException e) {
      throw cannotListen(options, e);
    }
  }

  static RestSite restSite(Database database, DeliveryParts deliveries) {
    return new RestSite(
        List.of(
            TableResource.on(database),
            ItemResource.on(database),
            StreamResource.on(database),
            TriggerResource.on(deliveries.triggers(), database),
            WebhookResource.on(deliveries.triggers(), deliveries.sender(), deliveries.guard()),
            StatusResource.on(database.engine())));
  }

  private static void close(DeliveryParts deliveries, Engine engine) {
    try {
      deliveries.close();
    } finally {
      close(engine);
    }
  }

  private static void close(Engine engine) {
    try {
      engine.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the stores could not be closed", e);
    }
  }

  private static StartException unreadable(DataDirectory directory, IOException cause) {
    return new StartException(
        "the data in %s cannot be used: %s".formatted(directory.root(), cause.getMessage()), cause);
  }

  private static StartException cannotListen(TarnOptions options, Exception cause) {
    String message = String.valueOf(cause.getMessage());
    if (message.contains("in use")) {
      return new StartException(
          "port %d of %s is in use: stop what listens there, or choose another --port"
              .formatted(options.port(), options.host()),
          cause);
    }
    return new StartException(
        "cannot listen on port %d of %s: %s".formatted(options.port(), options.host(), message),
        cause);
  }
}
