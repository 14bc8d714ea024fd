/** The admin API: failures on request, and the clock that can be driven. */
@NullMarked
package dev.tarn.it.admin;

import org.jspecify.annotations.NullMarked;
