package dev.tarn.kv.engine;

import dev.tarn.kv.log.Commit;
import dev.tarn.kv.log.CommitLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A log on the heap. What is appended and not synced is lost when it is opened again. */
final class HeapLog implements CommitLog {
  private final List<Commit> durable = new ArrayList<>();
  private final List<Commit> staged = new ArrayList<>();
  private boolean failing;
  private boolean refusing;
  private int syncs;

  /** Makes every later sync fail. */
  synchronized void failFromNowOn() {
    failing = true;
  }

  /** Makes every later append fail, as one that has to sync first. */
  synchronized void refuseAppends() {
    refusing = true;
  }

  /** The commits that a power cut would leave. */
  synchronized List<Commit> durable() {
    return List.copyOf(durable);
  }

  synchronized int syncs() {
    return syncs;
  }

  @Override
  public synchronized long lastSequenceNumber() {
    return durable.isEmpty() ? 0 : durable.getLast().lastSequenceNumber();
  }

  @Override
  public synchronized long lastTimestampMs() {
    return durable.isEmpty() ? 0 : durable.getLast().timestampMs();
  }

  @Override
  public synchronized void replay(long afterSequenceNumber, Consumer<Commit> consumer) {
    for (Commit commit : durable) {
      if (commit.lastSequenceNumber() > afterSequenceNumber) {
        consumer.accept(commit);
      }
    }
  }

  @Override
  public synchronized void append(Commit commit) {
    if (refusing) {
      throw new UncheckedIOException(new IOException("the disk is gone"));
    }
    staged.add(commit);
  }

  @Override
  public synchronized long sync() throws IOException {
    if (failing) {
      throw new IOException("the disk is gone");
    }
    syncs++;
    durable.addAll(staged);
    staged.clear();
    return lastSequenceNumber();
  }

  @Override
  public void force() {
    // Nothing survives a power cut here.
  }

  @Override
  public void release(long flushedSequenceNumber) {
    // Everything is kept, for the tests to look at.
  }

  @Override
  public void close() {
    // To be opened again.
  }
}
