package dev.tarn.kv.store;

import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.store.Memtable.Entry;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** A range of a memtable's entries. */
final class MemtableSource implements EntrySource {
  private final Iterator<Entry> entries;
  private @Nullable StoreKey key;
  private byte[] value = Memtable.TOMBSTONE;

  MemtableSource(Iterator<Entry> entries) {
    this.entries = entries;
  }

  @Override
  public boolean advance() {
    while (entries.hasNext()) {
      Entry entry = entries.next();
      byte[] current = entry.value();
      if (current != null) {
        key = entry.key();
        value = current;
        return true;
      }
    }
    return false;
  }

  @Override
  public StoreKey key() {
    if (key == null) {
      throw new IllegalStateException("the source stands on no entry");
    }
    return key;
  }

  @Override
  public boolean isTombstone() {
    return Memtable.isTombstone(value);
  }

  @Override
  public byte[] value() {
    return value;
  }
}
