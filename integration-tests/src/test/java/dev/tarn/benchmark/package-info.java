/** Microbenchmarks, run by {@code scripts/bench jmh} and by no test. */
@NullMarked
package dev.tarn.benchmark;

import org.jspecify.annotations.NullMarked;
