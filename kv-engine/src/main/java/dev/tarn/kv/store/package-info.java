/** A partition's ordered store: a memtable over LMDB. The only package that knows LMDB. */
@NullMarked
package dev.tarn.kv.store;

import org.jspecify.annotations.NullMarked;
