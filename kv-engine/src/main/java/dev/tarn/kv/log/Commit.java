package dev.tarn.kv.log;

import java.util.List;

/**
 * Changes that happen together or not at all.
 *
 * <p>The changes take consecutive sequence numbers: change {@code i} has {@code firstSequenceNumber
 * + i}. Commits follow one another without a gap, and their time never goes back. Everything that
 * replaying needs is in the commit: no clock, no chance, no configuration.
 *
 * @param firstSequenceNumber the first change's sequence number, from 1
 * @param timestampMs when the sequencer made the commit, in milliseconds since 1970
 * @param changes one or more
 */
public record Commit(long firstSequenceNumber, long timestampMs, List<Change> changes) {
  /** Takes the list as it is: the sequencer makes one for each commit. */
  public Commit {
    if (changes.isEmpty()) {
      throw new IllegalArgumentException("a commit has at least one change");
    }
  }

  /** The last change's sequence number. */
  public long lastSequenceNumber() {
    return firstSequenceNumber + changes.size() - 1;
  }
}
