/**
 * PartiQL for DynamoDB. A statement is parsed once ({@link dev.tarn.kv.partiql.Statements}) and
 * bound to the parameters of each request and to its table ({@link
 * dev.tarn.kv.partiql.PreparedStatement}). What comes of it ({@link
 * dev.tarn.kv.partiql.BoundStatement}) is made of the same conditions, updates and writes that the
 * other operations use, so nothing here evaluates anything on an item.
 */
@NullMarked
package dev.tarn.kv.partiql;

import org.jspecify.annotations.NullMarked;
