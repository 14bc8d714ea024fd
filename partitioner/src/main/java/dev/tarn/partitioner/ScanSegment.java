package dev.tarn.partitioner;

/**
 * One worker's part of a parallel scan: a slice of the hash space.
 *
 * @param segment 0 to {@code totalSegments - 1}
 * @param totalSegments 1 to 1,000,000, as DynamoDB's Scan allows
 */
public record ScanSegment(int segment, int totalSegments) {
  /** The scan of a whole table. */
  public static final ScanSegment WHOLE = new ScanSegment(0, 1);

  /** Rejects a segment that the total does not have. */
  public ScanSegment {
    if (segment < 0 || segment >= totalSegments) {
      throw new IllegalArgumentException("no segment " + segment + " of " + totalSegments);
    }
  }

  /** The hashes of this segment. */
  public HashRange range() {
    return HashRange.slice(segment, totalSegments);
  }
}
