/** Tarn as a whole: its settings, and a running server made of the parts of every room. */
@NullMarked
package dev.tarn;

import org.jspecify.annotations.NullMarked;
