package dev.tarn.stream.delivery;

/**
 * The circumstances in which a lane decides what to do.
 *
 * @param nowMs the time, in milliseconds since 1970
 * @param slowUntilMs before this nothing is sent: the receiver wants to be left alone
 * @param readUntilMs all changes made before this have been read
 * @param hurry whether batches that are not full go at once, because no more can be read
 * @param maxRecords the most records of a batch
 * @param maxGivenUp the most records given up at once
 */
record Turn(
    long nowMs,
    long slowUntilMs,
    long readUntilMs,
    boolean hurry,
    int maxRecords,
    int maxGivenUp) {}
