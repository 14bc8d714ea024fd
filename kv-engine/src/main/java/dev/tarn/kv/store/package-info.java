/**
 * A partition's ordered store: a memtable over LMDB. The only package that knows LMDB. {@link
 * dev.tarn.kv.store.PartitionStore} is its face; {@code Layout} draws what lies in the file.
 */
@NullMarked
package dev.tarn.kv.store;

import org.jspecify.annotations.NullMarked;
