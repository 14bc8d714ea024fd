package dev.tarn.kv.expression;

import dev.tarn.kv.item.AttributeValue;
import java.util.List;

/**
 * What a query reads of an index: a range of the entries that have one partition key.
 *
 * @param partitionValues the values of the HASH attributes
 * @param sortPrefix the values of the first RANGE attributes, if they are given one each
 * @param range the range of the RANGE attribute that follows, {@link SortKeyCondition.None} for all
 */
public record IndexKeyCondition(
    List<AttributeValue> partitionValues,
    List<AttributeValue> sortPrefix,
    SortKeyCondition range) {}
