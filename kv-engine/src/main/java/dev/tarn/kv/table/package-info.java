/** Tables: names, key schemas, definitions. */
@NullMarked
package dev.tarn.kv.table;

import org.jspecify.annotations.NullMarked;
