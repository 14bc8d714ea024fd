/** The expression language: parsed once, bound to a request's placeholders, evaluated on items. */
@NullMarked
package dev.tarn.kv.expression;

import org.jspecify.annotations.NullMarked;
