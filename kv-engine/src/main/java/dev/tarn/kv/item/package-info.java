/** Items: the ten attribute types, their sizes, and the canonical bytes they are stored as. */
@NullMarked
package dev.tarn.kv.item;

import org.jspecify.annotations.NullMarked;
