package dev.tarn.stream.trigger;

/**
 * A trigger's counters since the server's start, and how it stands now.
 *
 * @param delivered records processed
 * @param filtered records that matched no filter
 * @param deadLettered records given up
 * @param deliveries attempts that have ended
 * @param failures attempts that failed
 * @param trimmed how often the log had lost what was not delivered yet
 * @param backlogRecords records read and not delivered yet
 * @param lagMs the age of the oldest record not delivered yet, 0 if there is none
 */
public record TriggerMetrics(
    long delivered,
    long filtered,
    long deadLettered,
    long deliveries,
    long failures,
    long trimmed,
    long backlogRecords,
    long lagMs) {}
