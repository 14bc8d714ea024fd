package dev.tarn.stream.delivery;

import dev.tarn.kv.engine.Engine;
import dev.tarn.kv.engine.PageRead;
import dev.tarn.kv.engine.SystemTable;
import dev.tarn.kv.engine.SystemWrite;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.KeyRange;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.store.TableCounts;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The engine's system tables.
 *
 * @param engine whose
 */
record EngineItems(Engine engine) implements SystemItems {
  /** How many items are read before the read transaction is let go. */
  private static final int SLICE = 64;

  @Override
  public @Nullable EncodedItem get(StoreKey key) {
    return engine.get(key);
  }

  @Override
  public List<EncodedItem> read(KeyRange range, int limit) {
    PageRead page = engine.read(range, true, limit, null, true);
    while (!page.advance(SLICE)) {
      // The next slice.
    }
    return page.items();
  }

  @Override
  public TableCounts counts(SystemTable table) {
    return engine.counts(table);
  }

  @Override
  public CompletableFuture<Void> write(List<SystemWrite> writes) {
    CompletableFuture<Void> written = new CompletableFuture<>();
    // The committer must not run what waits for the future.
    engine.writeSystem(
        writes, error -> Thread.startVirtualThread(() -> EngineItems.complete(written, error)));
    return written;
  }

  private static void complete(CompletableFuture<Void> written, @Nullable Exception error) {
    if (error == null) {
      written.complete(null);
    } else {
      written.completeExceptionally(error);
    }
  }
}
