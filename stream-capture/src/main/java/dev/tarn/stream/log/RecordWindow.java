package dev.tarn.stream.log;

import dev.tarn.kv.log.Change;
import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * Reads the changes of a list from their segment: those that lie close together with one system
 * call, those that lie apart each with a small one. Every commit's checksum is verified.
 */
final class RecordWindow {
  private static final int MAX_AHEAD_BYTES = 256 << 10;

  /** Below this gap it is cheaper to read on than to read anew; most records are smaller. */
  private static final int NEAR_BYTES = 16 << 10;

  private final Segment segment;
  private final ChangeList list;
  private final FileWindow window;
  private int verifiedOffset = -1;

  RecordWindow(Segment segment, FileChannel channel, ChangeList list) {
    this.segment = segment;
    this.list = list;
    this.window = new FileWindow(channel, segment.bytes());
  }

  LoggedChange change(int index) throws IOException {
    long sequenceNumber = list.sequenceNumber(index);
    RecordDecoder commit = commit(index);
    Change change = commit.change(sequenceNumber);
    return new LoggedChange(sequenceNumber, commit.timestampMs(), change);
  }

  private RecordDecoder commit(int index) throws IOException {
    int offset = list.offset(index);
    int head = window.load(offset, RecordLayout.MIN_BYTES, ahead(index));
    int length = window.buffer().getInt(head + RecordLayout.LENGTH);
    if (!RecordDecoder.isLength(length, window.fileBytes() - offset)) {
      throw damaged(offset);
    }
    int start = window.load(offset, length, length);
    RecordDecoder commit = new RecordDecoder(window.buffer(), start);
    if (offset != verifiedOffset) {
      if (!commit.hasValidCrc()) {
        throw damaged(offset);
      }
      verifiedOffset = offset;
    }
    return commit;
  }

  /** How much to read at once: up to the last change that follows without a large gap. */
  private int ahead(int index) {
    int first = list.offset(index);
    int last = first;
    for (int next = index + 1; next < list.count(); next++) {
      int offset = list.offset(next);
      if (offset - last > NEAR_BYTES || offset - first > MAX_AHEAD_BYTES - NEAR_BYTES) {
        break;
      }
      last = offset;
    }
    return last - first + NEAR_BYTES;
  }

  private CorruptLogException damaged(int offset) {
    return CorruptLogException.damaged(segment.file(), offset, "no valid record");
  }
}
