/** Items that expire. */
@NullMarked
package dev.tarn.it.ttl;

import org.jspecify.annotations.NullMarked;
