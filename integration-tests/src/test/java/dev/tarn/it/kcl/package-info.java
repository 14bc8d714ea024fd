/**
 * A stream read by the Kinesis Client Library with DynamoDB's adapter, both as they are: workers in
 * processes of their own, which keep their leases in tables of the same server.
 */
@NullMarked
package dev.tarn.it.kcl;

import org.jspecify.annotations.NullMarked;
