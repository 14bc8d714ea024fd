package dev.tarn.http.protocol;

import dev.tarn.kv.error.DynamoDbException;

/**
 * Stands in a {@link Structure} for a member whose attribute values break a rule.
 *
 * @param error what the client is told when its turn comes
 * @param decoded what could be decoded, so that constraints are still checked
 */
record Invalid(DynamoDbException error, Object decoded) {}
