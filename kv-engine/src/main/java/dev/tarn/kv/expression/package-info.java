/**
 * DynamoDB's expression language. A text is parsed once ({@link
 * dev.tarn.kv.expression.Expressions}), bound to the placeholders of each request ({@link
 * dev.tarn.kv.expression.Placeholders}), and the bound form ({@link
 * dev.tarn.kv.expression.Condition}, {@link dev.tarn.kv.expression.Projection}, {@link
 * dev.tarn.kv.expression.Update}, {@link dev.tarn.kv.expression.KeyCondition}) is evaluated on
 * items. The bound forms can be built without a text too, as older request parameters need.
 */
@NullMarked
package dev.tarn.kv.expression;

import org.jspecify.annotations.NullMarked;
