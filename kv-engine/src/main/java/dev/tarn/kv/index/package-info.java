/**
 * Secondary indexes: their entries as a pure function of an item and the table's definition, and
 * the ranges of entries that a query selects.
 */
@NullMarked
package dev.tarn.kv.index;

import org.jspecify.annotations.NullMarked;
