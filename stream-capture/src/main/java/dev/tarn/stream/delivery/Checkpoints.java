package dev.tarn.stream.delivery;

import dev.tarn.kv.engine.SystemWrite;
import dev.tarn.kv.item.EncodedItem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A trigger's checkpoints in the store, written at a bounded rate, all partitions together. What is
 * written is what was reached before: after a kill some changes come again, none is passed over.
 */
final class Checkpoints {
  /**
   * How often the checkpoint of a quiet partition follows the log: not with every write of others,
   * which a checkpoint is itself, yet well within the log's retention.
   */
  private static final long QUIET_INTERVAL_MS = Duration.ofMinutes(5).toMillis();

  /** Up to so many partitions, the quiet ones' checkpoints are written along with the others. */
  private static final int MAX_WRITTEN_ALONG = 16;

  private final UUID trigger;
  private final SystemItems items;
  private final long intervalMs;
  private final Mailbox mailbox;
  private final Map<Integer, Checkpoint> stored = new HashMap<>();
  private long writtenMs;
  private long quietMs;
  private boolean writing;
  private volatile long lowest;

  Checkpoints(UUID trigger, Ports ports, Mailbox mailbox) {
    this.trigger = trigger;
    this.items = ports.items();
    this.intervalMs = ports.options().checkpointInterval().toMillis();
    this.mailbox = mailbox;
    this.quietMs = ports.nowMs();
  }

  /** Whether a write that was due is not durable yet: it would undo one of an earlier position. */
  boolean isWriting() {
    return writing;
  }

  /** A partition's checkpoint as it is stored, or null. */
  @Nullable Checkpoint load(int partition) {
    EncodedItem item = items.get(Checkpoint.key(trigger, partition));
    Checkpoint checkpoint = item == null ? null : Checkpoint.decode(item);
    if (checkpoint != null) {
      stored.put(partition, checkpoint);
      lower();
    }
    return checkpoint;
  }

  /**
   * The first sequence number that a restart now would need, of all partitions; 0 before they are
   * loaded.
   */
  long lowest() {
    return lowest;
  }

  /**
   * Writes what has moved, if it is time.
   *
   * @return when to ask again, in milliseconds since 1970
   */
  long writeIfDue(List<PartitionFollower> followers, long nowMs) {
    if (writing) {
      return Long.MAX_VALUE;
    }
    if (nowMs < writtenMs + intervalMs) {
      return followers.stream().anyMatch(PartitionFollower::hasMoved)
          ? writtenMs + intervalMs
          : Long.MAX_VALUE;
    }
    boolean quietDue = nowMs >= quietMs + QUIET_INTERVAL_MS;
    boolean anyMoved = followers.stream().anyMatch(PartitionFollower::hasMoved);
    Map<Integer, Checkpoint> changed = new HashMap<>();
    for (PartitionFollower follower : followers) {
      boolean along = anyMoved && followers.size() <= MAX_WRITTEN_ALONG;
      if (follower.takeMoved() || quietDue || along) {
        changed.put(follower.partition(), follower.checkpoint());
      }
    }
    quietMs = quietDue ? nowMs : quietMs;
    if (changed.isEmpty()) {
      return Long.MAX_VALUE;
    }
    writtenMs = nowMs;
    writing = true;
    mailbox.deliver(write(changed), (done, error) -> written(changed, followers, error));
    return Long.MAX_VALUE;
  }

  /** Writes checkpoints now; completed by the mailbox when they are durable. */
  CompletableFuture<Void> writeNow(Map<Integer, Checkpoint> checkpoints) {
    return write(checkpoints)
        .thenRunAsync(
            () -> {
              stored.putAll(checkpoints);
              lower();
            },
            mailbox);
  }

  private CompletableFuture<Void> write(Map<Integer, Checkpoint> checkpoints) {
    List<SystemWrite> writes = new ArrayList<>();
    checkpoints.forEach(
        (partition, checkpoint) -> {
          if (!checkpoint.equals(stored.get(partition))) {
            writes.add(
                new SystemWrite(
                    Checkpoint.key(trigger, partition), checkpoint.encode(trigger, partition)));
          }
        });
    return writes.isEmpty() ? CompletableFuture.completedFuture(null) : items.write(writes);
  }

  private void written(
      Map<Integer, Checkpoint> changed,
      List<PartitionFollower> followers,
      @Nullable Throwable error) {
    writing = false;
    if (error != null) {
      followers.forEach(PartitionFollower::setMoved);
      return;
    }
    stored.putAll(changed);
    lower();
  }

  private void lower() {
    lowest = stored.values().stream().mapToLong(Checkpoint::sequenceNumber).min().orElse(0);
  }
}
