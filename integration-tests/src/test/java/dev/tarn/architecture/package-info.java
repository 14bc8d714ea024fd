/** What the build holds about the source itself: rooms, names, format. */
@NullMarked
package dev.tarn.architecture;

import org.jspecify.annotations.NullMarked;
