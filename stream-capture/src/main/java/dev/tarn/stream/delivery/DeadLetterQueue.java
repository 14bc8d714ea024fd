package dev.tarn.stream.delivery;

import dev.tarn.kv.engine.SystemTable;
import dev.tarn.kv.engine.SystemWrite;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.KeyRange;
import dev.tarn.kv.store.TableCounts;
import dev.tarn.stream.record.SequenceNumber;
import dev.tarn.stream.record.StreamRecord;
import dev.tarn.stream.trigger.DeadLetter;
import dev.tarn.stream.trigger.DeadLetterPage;
import dev.tarn.stream.trigger.GivenUp;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The changes that were given up, in the store: bounded in number, bytes and time. */
final class DeadLetterQueue {
  private static final int PAGE = 100;

  private final SystemItems items;
  private final TriggerOptions options;

  DeadLetterQueue(SystemItems items, TriggerOptions options) {
    this.items = items;
    this.options = options;
  }

  /** Whether it takes no more. */
  boolean isFull() {
    TableCounts counts = items.counts(SystemTable.DEAD_LETTERS);
    return counts.itemCount() >= options.maxDeadLetters()
        || counts.sizeBytes() >= options.maxDeadLetterBytes();
  }

  /** Keeps records; completed when they are durable. */
  CompletableFuture<Void> add(
      UUID trigger, List<StreamRecord> records, String webhookId, GivenUp givenUp) {
    List<SystemWrite> writes = new ArrayList<>(records.size());
    for (StreamRecord record : records) {
      StoredDeadLetter letter =
          new StoredDeadLetter(trigger, new DeadLetter(record, webhookId, givenUp));
      writes.add(new SystemWrite(letter.key(), letter.encode()));
    }
    return items.write(writes);
  }

  /** The letter of a change, or null. */
  @Nullable DeadLetter get(UUID trigger, SequenceNumber sequenceNumber) {
    EncodedItem item = items.get(StoredDeadLetter.key(trigger, sequenceNumber.value()));
    return item == null ? null : StoredDeadLetter.decode(item).letter();
  }

  /** A trigger's letters after a sequence number, 0 for all. */
  DeadLetterPage page(UUID trigger, long exclusiveStart, int limit) {
    List<EncodedItem> found = items.read(StoredDeadLetter.after(trigger, exclusiveStart), limit);
    List<DeadLetter> letters =
        found.stream().map(item -> StoredDeadLetter.decode(item).letter()).toList();
    long bytes = found.stream().mapToLong(EncodedItem::size).sum();
    boolean more = found.size() == limit || bytes >= SystemItems.MAX_PAGE_BYTES;
    return new DeadLetterPage(letters, more ? letters.getLast().record().sequenceNumber() : null);
  }

  /** Removes letters; completed when that is durable. */
  CompletableFuture<Void> remove(UUID trigger, List<DeadLetter> letters) {
    return items.write(
        letters.stream()
            .map(letter -> new SystemWrite(new StoredDeadLetter(trigger, letter).key(), null))
            .toList());
  }

  /**
   * Removes all letters of a trigger; blocks.
   *
   * @return how many there were
   */
  int purge(UUID trigger) {
    return removeIf(SystemTable.DEAD_LETTERS.range(trigger.toString()), letter -> true);
  }

  /** Removes what has been kept long enough, and what is of no trigger; blocks. */
  void sweep(Predicate<UUID> isTrigger, long nowMs) {
    long oldestMs = nowMs - options.deadLetterRetention().toMillis();
    int unused =
        removeIf(
            SystemTable.DEAD_LETTERS.range(),
            letter ->
                letter.letter().givenUp().givenUpMs() < oldestMs
                    || !isTrigger.test(letter.trigger()));
  }

  private int removeIf(KeyRange range, Predicate<StoredDeadLetter> condition) {
    int removed = 0;
    KeyRange rest = range;
    while (true) {
      List<StoredDeadLetter> page =
          items.read(rest, PAGE).stream().map(StoredDeadLetter::decode).toList();
      if (page.isEmpty()) {
        return removed;
      }
      List<SystemWrite> writes =
          page.stream()
              .filter(condition)
              .map(letter -> new SystemWrite(letter.key(), null))
              .toList();
      if (!writes.isEmpty()) {
        items.write(writes).join();
      }
      removed += writes.size();
      rest = rest.from(KeyRange.after(page.getLast().key()));
    }
  }
}
