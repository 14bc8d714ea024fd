/** What the engine writes: commits and changes, and the port to the log that keeps them. */
@NullMarked
package dev.tarn.kv.log;

import org.jspecify.annotations.NullMarked;
