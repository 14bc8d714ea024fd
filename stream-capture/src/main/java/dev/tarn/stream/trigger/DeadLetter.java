package dev.tarn.stream.trigger;

import dev.tarn.stream.record.StreamRecord;

/**
 * A change that was given up, as the dead-letter queue keeps it for 14 days. The trigger and the
 * record's sequence number name it.
 *
 * @param record the change with its images
 * @param webhookId the webhook-id of the batch it was in
 * @param givenUp why its batch was given up
 */
public record DeadLetter(StreamRecord record, String webhookId, GivenUp givenUp) {}
