package dev.tarn.stream.trigger;

/** What a webhook is sent. */
public enum PayloadFormat {
  /** Lambda's DynamoDB event: a batch of records, {@code {"Records":[…]}}. */
  LAMBDA_EVENT,
  /** One event for each change, its values without type tags: every delivery has one record. */
  PLAIN
}
