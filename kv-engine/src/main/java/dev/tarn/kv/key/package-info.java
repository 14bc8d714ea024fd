/** Keys as ordered bytes: comparing two stored keys byte by byte compares what they stand for. */
@NullMarked
package dev.tarn.kv.key;

import org.jspecify.annotations.NullMarked;
