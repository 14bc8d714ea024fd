/**
 * Where a key lives: hashes, hash ranges, the partition map and scan segments. Pure mathematics, no
 * I/O.
 */
@NullMarked
package dev.tarn.partitioner;

import org.jspecify.annotations.NullMarked;
