/** Random operations, compared with a simple model in memory. */
@NullMarked
package dev.tarn.it.model;

import org.jspecify.annotations.NullMarked;
