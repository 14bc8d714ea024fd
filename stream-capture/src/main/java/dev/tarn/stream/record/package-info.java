/** Stream records: a change of the log as a stream shows it. */
@NullMarked
package dev.tarn.stream.record;

import org.jspecify.annotations.NullMarked;
