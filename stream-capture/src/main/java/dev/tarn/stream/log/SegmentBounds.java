package dev.tarn.stream.log;

/**
 * What a segment spans, both ends included.
 *
 * @param firstSequenceNumber of its first commit, or of the one to come
 * @param lastSequenceNumber of its last commit; one less than the first if it has none
 * @param firstTimestampMs of its first commit, or of the last before it
 * @param lastTimestampMs of its last commit, or of the last before it
 */
record SegmentBounds(
    long firstSequenceNumber,
    long lastSequenceNumber,
    long firstTimestampMs,
    long lastTimestampMs) {
  static SegmentBounds empty(SegmentHeader header) {
    return new SegmentBounds(
        header.firstSequenceNumber(),
        header.firstSequenceNumber() - 1,
        header.previousTimestampMs(),
        header.previousTimestampMs());
  }

  boolean isEmpty() {
    return lastSequenceNumber < firstSequenceNumber;
  }

  SegmentBounds including(RecordDecoder commit) {
    return new SegmentBounds(
        firstSequenceNumber,
        commit.lastSequenceNumber(),
        isEmpty() ? commit.timestampMs() : firstTimestampMs,
        commit.timestampMs());
  }
}
