/** The engine: one sequencer that turns writes into commits, and reads over the partitions. */
@NullMarked
package dev.tarn.kv.engine;

import org.jspecify.annotations.NullMarked;
