package dev.tarn.stream.log;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.tarn.stream.log.SegmentIndex.Shelf;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The indexes of closed segments, loaded when they are asked for and bounded in memory. */
final class IndexCache {
  private final Cache<Long, Sidecar> sidecars;
  private final Cache<ListId, ChangeList> lists;

  IndexCache(long maxBytes) {
    sidecars =
        CacheBuilder.newBuilder()
            .maximumWeight(maxBytes / 4)
            .weigher((Long id, Sidecar sidecar) -> sidecar.weight())
            .build();
    lists =
        CacheBuilder.newBuilder()
            .maximumWeight(maxBytes - maxBytes / 4)
            .weigher((ListId id, ChangeList list) -> 64 + list.count() * ChangeList.ENTRY_BYTES)
            .build();
  }

  private record ListId(long segment, Shelf shelf) {}

  /** The segment's changes of a table's partition, or null if it has none. */
  @Nullable ChangeList changes(Segment segment, Shelf shelf) throws IOException {
    SegmentIndex written = segment.index();
    if (written != null) {
      return written.changes(shelf);
    }
    ListId id = new ListId(segment.firstSequenceNumber(), shelf);
    ChangeList cached = lists.getIfPresent(id);
    if (cached != null) {
      return cached;
    }
    Sidecar sidecar = sidecar(segment);
    if (sidecar != null && !sidecar.has(shelf)) {
      return null;
    }
    ChangeList loaded = sidecar == null ? null : sidecar.read(shelf);
    ChangeList list = loaded == null ? rebuild(segment).changes(shelf) : loaded;
    if (list != null) {
      lists.put(id, list);
    }
    return list;
  }

  private @Nullable Sidecar sidecar(Segment segment) throws IOException {
    Sidecar cached = sidecars.getIfPresent(segment.firstSequenceNumber());
    if (cached != null) {
      return cached;
    }
    Sidecar loaded = Sidecar.open(segment.file(), segment.bytes());
    if (loaded != null) {
      sidecars.put(segment.firstSequenceNumber(), loaded);
    }
    return loaded;
  }

  private synchronized SegmentIndex rebuild(Segment segment) throws IOException {
    SegmentIndex index = segment.rebuildIndex();
    Sidecar.write(segment.file(), index, segment.bytes());
    sidecars.invalidate(segment.firstSequenceNumber());
    return index;
  }
}
