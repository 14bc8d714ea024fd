/** What is left after {@code kill -9} and damage on disk. */
@NullMarked
package dev.tarn.it.crash;

import org.jspecify.annotations.NullMarked;
