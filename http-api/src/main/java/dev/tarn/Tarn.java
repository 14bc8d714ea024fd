package dev.tarn;

import dev.tarn.kv.engine.ConsistencyCheck;
import dev.tarn.kv.engine.DataDirectory;
import dev.tarn.kv.engine.DataDirectoryException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A running server.
 *
 * <pre>{@code
 * try (Tarn tarn = Tarn.inMemory().start()) {
 *   DynamoDbClient.builder().endpointOverride(tarn.endpoint()) ...
 * }
 * }</pre>
 */
public final class Tarn implements AutoCloseable {
  private final URI endpoint;
  private final DataDirectory directory;
  private final Assembly assembly;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Tarn(URI endpoint, DataDirectory directory, Assembly assembly) {
    this.endpoint = endpoint;
    this.directory = directory;
    this.assembly = assembly;
  }

  /** The settings of a server that keeps its data in a directory, which it makes if need be. */
  public static TarnOptions at(Path dataDirectory) {
    return TarnOptions.of(dataDirectory);
  }

  /** The settings of a server that forgets its data when it is closed. */
  public static TarnOptions inMemory() {
    return TarnOptions.of(null);
  }

  /**
   * Starts a server, and returns once it listens.
   *
   * @throws StartException if the port or the data directory cannot be had
   */
  static Tarn start(TarnOptions options) {
    DataDirectory directory = open(options);
    try {
      Assembly assembly = Assembly.start(options, directory);
      return new Tarn(endpoint(options.host(), assembly.port()), directory, assembly);
    } catch (RuntimeException | Error e) {
      directory.close();
      throw e;
    }
  }

  private static DataDirectory open(TarnOptions options) {
    Path root = options.dataDirectory();
    try {
      return root == null
          ? DataDirectory.temporary(options.partitions())
          : DataDirectory.open(root, options.partitions());
    } catch (DataDirectoryException e) {
      throw new StartException(e);
    }
  }

  private static URI endpoint(String host, int port) {
    try {
      return new URI("http", null, host, port, null, null, null);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads all of a data directory that no server runs on, and says what in it does not agree.
   *
   * @param progress told in a line what is being looked at
   * @throws StartException if the directory cannot be had
   */
  public static ConsistencyCheck.Report check(Path dataDirectory, Consumer<String> progress) {
    try (DataDirectory directory = DataDirectory.openExisting(dataDirectory)) {
      return Assembly.check(directory, progress);
    } catch (DataDirectoryException e) {
      throw new StartException(e);
    }
  }

  /** The version of these classes, as their jar's manifest has it. */
  public static String version() {
    String version = Tarn.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }

  /** Where the server answers. */
  public URI endpoint() {
    return endpoint;
  }

  /** Answers the requests that are being served, and closes the stores. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try {
        assembly.close();
      } finally {
        directory.close();
      }
    }
  }
}
