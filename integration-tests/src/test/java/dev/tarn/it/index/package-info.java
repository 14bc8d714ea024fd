/** Secondary indexes, as AWS's SDK sees them. */
@NullMarked
package dev.tarn.it.index;

import org.jspecify.annotations.NullMarked;
