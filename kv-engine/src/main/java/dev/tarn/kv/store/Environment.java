package dev.tarn.kv.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lmdbjava.ByteBufferProxy;
import org.lmdbjava.Dbi;
import org.lmdbjava.DbiFlags;
import org.lmdbjava.Env;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.LmdbException;
import org.lmdbjava.Txn;

/**
 * An open LMDB environment with its databases, laid out as {@link Layout} says.
 *
 * <p>Never with MDB_WRITEMAP: there, a full disk kills the process. With MDB_NOTLS, so that a read
 * transaction belongs to whoever holds it. The buffer proxy is the reflective one: as fast here as
 * the one on sun.misc.Unsafe, and not deprecated.
 */
final class Environment implements AutoCloseable {
  /** As many as LMDB reserves lock table slots for. */
  static final int MAX_READERS = 512;

  private static final String FILE_NAME = "data.mdb";
  private static final int DATABASES = 4;

  private final Env<ByteBuffer> env;
  private final Path file;
  private final Dbi<ByteBuffer> items;
  private final Dbi<ByteBuffer> pieces;
  private final Dbi<ByteBuffer> meta;
  private final Dbi<ByteBuffer> collections;
  private final ReaderPool readers = new ReaderPool(this);

  private Environment(Env<ByteBuffer> env, Path file) {
    this.env = env;
    this.file = file;
    try (Txn<ByteBuffer> txn = env.txnWrite()) {
      meta = openDatabase(txn, "meta");
      items = openDatabase(txn, "items");
      pieces = openDatabase(txn, "pieces");
      collections = openDatabase(txn, "collections");
      txn.commit();
    }
  }

  /**
   * Opens the environment in a directory, which is made if it is missing.
   *
   * @throws IOException if it cannot be read, or was written by a newer version
   */
  static Environment open(Path directory, StoreOptions options) throws IOException {
    Files.createDirectories(directory);
    Env<ByteBuffer> env;
    try {
      env = openEnv(directory, options);
    } catch (LmdbException e) {
      throw new IOException("the store in " + directory + " cannot be opened: " + e, e);
    }
    try {
      Environment environment = new Environment(env, directory.resolve(FILE_NAME));
      environment.checkFormat(directory);
      return environment;
    } catch (LmdbException e) {
      env.close();
      throw new IOException("the store in " + directory + " cannot be read: " + e, e);
    } catch (IOException e) {
      env.close();
      throw e;
    }
  }

  private static Env<ByteBuffer> openEnv(Path directory, StoreOptions options) {
    List<EnvFlags> flags = new ArrayList<>(List.of(EnvFlags.MDB_NOTLS));
    if (!options.durable()) {
      flags.add(EnvFlags.MDB_NOSYNC);
    }
    return Env.create(ByteBufferProxy.PROXY_SAFE)
        .setMapSize(options.mapSizeBytes())
        .setMaxDbs(DATABASES)
        .setMaxReaders(MAX_READERS)
        .open(directory.toFile(), flags.toArray(EnvFlags[]::new));
  }

  private Dbi<ByteBuffer> openDatabase(Txn<ByteBuffer> txn, String name) {
    byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
    return env.openDbi(txn, ascii, null, false, DbiFlags.MDB_CREATE);
  }

  private void checkFormat(Path directory) throws IOException {
    long format;
    try (WriteTransaction write = new WriteTransaction(this)) {
      format = write.number(Layout.FORMAT, 0);
      if (format < Layout.FORMAT_VERSION) {
        write.setNumber(Layout.FORMAT, Layout.FORMAT_VERSION);
        write.commit();
      }
    }
    if (format > Layout.FORMAT_VERSION) {
      throw new IOException(
          "the store in %s was written by a newer version: its format is %d, and this version reads up to %d"
              .formatted(directory, format, Layout.FORMAT_VERSION));
    }
  }

  Dbi<ByteBuffer> items() {
    return items;
  }

  Dbi<ByteBuffer> pieces() {
    return pieces;
  }

  Dbi<ByteBuffer> meta() {
    return meta;
  }

  Dbi<ByteBuffer> collections() {
    return collections;
  }

  /** A read transaction on what was committed last; to be given back. */
  ReadTransaction beginRead() {
    return readers.begin();
  }

  void endRead(ReadTransaction read) {
    readers.end(read);
  }

  Txn<ByteBuffer> newReadTransaction() {
    return env.txnRead();
  }

  /** To be ended by the same platform thread, or the next writer hangs. */
  Txn<ByteBuffer> newWriteTransaction() {
    return env.txnWrite();
  }

  long diskBytes() throws IOException {
    return Files.size(file);
  }

  /** Waits for the reads in progress, then frees everything. */
  @Override
  public void close() {
    readers.close();
    env.close();
  }
}
