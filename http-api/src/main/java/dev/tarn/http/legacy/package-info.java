/**
 * The legacy parameters, from before there were expressions (developer guide, "Legacy conditional
 * parameters"): read by DynamoDB's rules, and turned into the conditions, updates and projections
 * that expressions are bound to.
 */
@NullMarked
package dev.tarn.http.legacy;

import org.jspecify.annotations.NullMarked;
