/**
 * Runs triggers: follows the log from each trigger's checkpoints, makes batches, sends them in
 * order, retries, and gives up into the dead-letter queue. {@link
 * dev.tarn.stream.delivery.Triggers} is the way in.
 */
@NullMarked
package dev.tarn.stream.delivery;

import org.jspecify.annotations.NullMarked;
