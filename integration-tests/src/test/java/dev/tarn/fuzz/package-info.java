/**
 * A fuzzer of the protocol: valid requests to every operation, spoiled at random, each of which
 * must get an answer of the protocol. {@code scripts/fuzz} runs it for long, a test in every build
 * shortly.
 */
@NullMarked
package dev.tarn.fuzz;

import org.jspecify.annotations.NullMarked;
