/**
 * What a trigger is: its settings, which are Lambda's event source mapping, the webhook that it
 * calls, and the ports through which it filters and sends. {@code dev.tarn.stream.delivery} runs
 * triggers.
 */
@NullMarked
package dev.tarn.stream.trigger;

import org.jspecify.annotations.NullMarked;
