package dev.tarn.http.operation;

import dev.tarn.kv.engine.CapacityUnits;
import dev.tarn.kv.engine.Engine;
import dev.tarn.kv.engine.PageRead;
import dev.tarn.kv.error.DynamoDbException.ProvisionedThroughputExceededException;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.KeyRange;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.partiql.BoundStatement;
import dev.tarn.kv.partiql.ReadStep;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One page of a SELECT: its gets and queries one after the other, in slices, up to the limit of
 * items looked at, to 1 MB, or to {@link #MAX_STEPS} of them.
 */
final class StatementPage {
  /** How many of IN's keys a page answers for (developer guide, "PartiQL operators"). */
  static final int MAX_STEPS = 10;

  private final Engine engine;
  private final BoundStatement.Read read;
  private final ItemSource source;
  private final @Nullable ItemFetch fetch;
  private final int limit;
  private final boolean consistent;
  private final int firstStep;
  private final List<EncodedItem> items = new ArrayList<>();
  private int step;
  private @Nullable StoreKey after;
  private @Nullable PageRead range;
  private int scannedCount;
  private long scannedBytes;
  private double readUnits;
  private @Nullable EncodedItem lastEvaluated;
  private @Nullable ReadPosition next;
  private boolean finished;

  /**
   * A page that is not read yet.
   *
   * @param start where it begins
   * @param limit the most items to look at
   * @throws ValidationException if the statement has no such place
   * @throws ProvisionedThroughputExceededException if the units that it takes are used up
   */
  StatementPage(
      Engine engine, BoundStatement.Read read, ReadPosition start, int limit, boolean consistent) {
    this.engine = engine;
    this.read = read;
    this.source = ItemSource.of(read, consistent);
    source.admitRead(engine.throughput());
    this.fetch = ItemFetch.of(engine, source, read.columns().topLevelNames(), consistent);
    this.limit = limit;
    this.consistent = consistent;
    this.firstStep = start.step();
    this.step = start.step();
    this.after = start.last();
    this.finished = read.steps().isEmpty();
    if (!finished && !isWithin(start)) {
      throw NextToken.invalid();
    }
  }

  /**
   * Reads on.
   *
   * @param maxItems the most items to look at in this slice
   * @return whether the page is complete
   */
  boolean advance(int maxItems) {
    int rest = maxItems;
    while (!finished && rest > 0) {
      rest -=
          switch (read.steps().get(step)) {
            case ReadStep.Get(StoreKey key) -> get(key);
            case ReadStep.Range(KeyRange keys) -> readRange(keys, rest);
          };
    }
    return finished;
  }

  /** The items that passed the filter. */
  List<EncodedItem> items() {
    return items;
  }

  /** The capacity units consumed. */
  CapacityUnits units() {
    return source.units(readUnits, fetch == null ? 0 : fetch.units());
  }

  /** Where the next page begins, or null if there is none. */
  @Nullable ReadPosition next() {
    return next;
  }

  /** The key of the last item looked at if the page ended within a range, else null. */
  @Nullable Item lastEvaluatedKey() {
    return lastEvaluated == null ? null : source.lastKey(lastEvaluated.decode());
  }

  private boolean isWithin(ReadPosition start) {
    if (start.step() < 0 || start.step() >= read.steps().size()) {
      return false;
    }
    StoreKey last = start.last();
    return last == null
        || (read.steps().get(start.step()) instanceof ReadStep.Range(KeyRange keys)
            && last.compareTo(keys.lower()) >= 0
            && last.compareTo(keys.upper()) < 0);
  }

  private int get(StoreKey key) {
    EncodedItem item = engine.get(key);
    count(item == null ? 0 : 1, item == null ? 0 : item.size());
    if (item != null && (read.filter() == null || read.filter().test(item.decode()))) {
      items.add(item);
    }
    nextStep();
    return 1;
  }

  private int readRange(KeyRange keys, int maxItems) {
    if (range == null) {
      range =
          engine.read(
              rest(keys),
              read.forward(),
              limit - scannedCount,
              read.filter(),
              true,
              fetch == null ? UnaryOperator.identity() : fetch);
    }
    int before = range.scannedCount();
    PageRead current = range;
    if (current.advance(maxItems)) {
      endRange(current);
    }
    return Math.max(1, current.scannedCount() - before);
  }

  private KeyRange rest(KeyRange keys) {
    if (after == null) {
      return keys;
    }
    return read.forward() ? keys.from(KeyRange.after(after)) : keys.before(after);
  }

  private void endRange(PageRead page) {
    items.addAll(page.items());
    count(page.scannedCount(), page.scannedBytes());
    range = null;
    lastEvaluated = page.lastEvaluated();
    if (lastEvaluated == null) {
      nextStep();
    } else {
      StoreKey last = source.startKey(source.lastKey(lastEvaluated.decode()));
      end(new ReadPosition(step, last));
    }
  }

  private void count(int looked, long bytes) {
    scannedCount += looked;
    scannedBytes += bytes;
    readUnits += CapacityUnits.read(bytes, consistent);
  }

  private void nextStep() {
    step++;
    after = null;
    if (step == read.steps().size()) {
      end(null);
    } else if (step - firstStep == MAX_STEPS
        || scannedCount >= limit
        || scannedBytes >= PageRead.MAX_PAGE_BYTES) {
      end(new ReadPosition(step, null));
    }
  }

  private void end(@Nullable ReadPosition position) {
    next = position;
    finished = true;
    engine.throughput().consumeRead(read.table(), units());
  }
}
