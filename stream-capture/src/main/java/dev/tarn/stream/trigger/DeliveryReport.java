package dev.tarn.stream.trigger;

/**
 * What is remembered of a delivery that has ended.
 *
 * @param webhookId the batch's webhook-id
 * @param attempt 1 for the first
 * @param startedMs when it was sent, in milliseconds since 1970
 * @param latencyMs how long it took
 * @param firstSequenceNumber the batch's first, as 21 digits; empty if it had no records
 * @param records how many records it had
 * @param status the HTTP status, or 0 if there was no answer
 * @param succeeded whether all records were processed
 * @param summary what it ended in, for people
 */
public record DeliveryReport(
    String webhookId,
    int attempt,
    long startedMs,
    long latencyMs,
    String firstSequenceNumber,
    int records,
    int status,
    boolean succeeded,
    String summary) {}
