package dev.tarn.stream.delivery;

import dev.tarn.stream.log.ChangeVisitor;
import dev.tarn.stream.log.LogReader;
import dev.tarn.stream.log.ShardRange;
import java.io.IOException;
import java.util.function.LongSupplier;

/** The port to the log, as far as readers of items see it too. */
interface ChangeSource {
  /** The last sequence number whose change readers see. */
  long visibleSequenceNumber();

  /** The first sequence number that is not deleted. */
  long firstSequenceNumber();

  /** As {@link LogReader#read}. */
  long read(ShardRange range, long sinceMs, ChangeVisitor visitor) throws IOException;

  /** A server's log. */
  static ChangeSource of(LogReader log, LongSupplier visibleSequenceNumber) {
    return new ChangeSource() {
      @Override
      public long visibleSequenceNumber() {
        return visibleSequenceNumber.getAsLong();
      }

      @Override
      public long firstSequenceNumber() {
        return log.firstSequenceNumber();
      }

      @Override
      public long read(ShardRange range, long sinceMs, ChangeVisitor visitor) throws IOException {
        return log.read(range.upTo(visibleSequenceNumber()), sinceMs, visitor);
      }
    };
  }
}
