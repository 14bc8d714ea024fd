package dev.tarn.kv.expression;

import dev.tarn.kv.item.AttributeValue;

/**
 * What a query reads: a range of the items that have one partition key.
 *
 * @param partitionValue the value of the partition key
 * @param sortKey the range, {@link SortKeyCondition.None} for all of them
 */
public record KeyCondition(AttributeValue partitionValue, SortKeyCondition sortKey) {}
