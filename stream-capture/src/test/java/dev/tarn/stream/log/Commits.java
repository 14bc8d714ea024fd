package dev.tarn.stream.log;

import dev.tarn.kv.item.AttributeValue.B;
import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.item.Binary;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.log.Change;
import dev.tarn.kv.log.Commit;
import dev.tarn.partitioner.KeyHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes commits that follow one another. */
final class Commits {
  static final int TABLES = 3;
  static final int PARTITIONS = 4;

  private final Random random;
  private final List<Commit> made = new ArrayList<>();
  private long nextSequenceNumber = 1;
  private long timestampMs;

  Commits(long seed, long startMs) {
    this.random = new Random(seed);
    this.timestampMs = startMs;
  }

  /** Goes on after commits that were made before. */
  Commits(long seed, List<Commit> before) {
    this(seed, before.isEmpty() ? 0 : before.getLast().timestampMs());
    this.nextSequenceNumber = before.isEmpty() ? 1 : before.getLast().lastSequenceNumber() + 1;
  }

  /** All that were made, in order. */
  List<Commit> made() {
    return made;
  }

  /** A commit of one to four changes, a thousandth of a second after the one before. */
  Commit next() {
    return next(1 + random.nextInt(4), 200);
  }

  Commit next(int changes, int maxImageBytes) {
    List<Change> list = new ArrayList<>();
    for (int i = 0; i < changes; i++) {
      list.add(change(random.nextInt(TABLES), random.nextInt(PARTITIONS), maxImageBytes));
    }
    Commit commit = new Commit(nextSequenceNumber, ++timestampMs, list);
    nextSequenceNumber += changes;
    made.add(commit);
    return commit;
  }

  /** Lets time pass before the next commit. */
  void advance(long ms) {
    timestampMs += ms;
  }

  private Change change(int table, int partition, int maxImageBytes) {
    byte[] sortKey = new byte[random.nextInt(20)];
    random.nextBytes(sortKey);
    StoreKey key = StoreKey.of(table, new KeyHash(random.nextLong(), random.nextLong()), sortKey);
    EncodedItem image = image(maxImageBytes);
    return switch (random.nextInt(3)) {
      case 0 -> new Change(partition, key, null, image);
      case 1 -> new Change(partition, key, image, null);
      default -> new Change(partition, key, image, image(maxImageBytes));
    };
  }

  private EncodedItem image(int maxBytes) {
    byte[] payload = new byte[random.nextInt(maxBytes)];
    random.nextBytes(payload);
    return EncodedItem.of(
        new Item(
            Map.of(
                "pk",
                new S("key" + random.nextInt(1000)),
                "payload",
                new B(Binary.wrap(payload)))));
  }
}
