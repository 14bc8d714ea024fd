package dev.tarn.kv.engine;

import dev.tarn.kv.engine.Submission.Expire;
import dev.tarn.kv.engine.Submission.Items;
import dev.tarn.kv.engine.Submission.Transaction;
import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.error.DynamoDbException.ConditionalCheckFailedException;
import dev.tarn.kv.error.DynamoDbException.InternalServerError;
import dev.tarn.kv.error.DynamoDbException.ResourceNotFoundException;
import dev.tarn.kv.index.ExpiryIndex;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.log.Change;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates writes of items at the head of the log: each a commit by itself, or all of them one.
 *
 * @param head what they are evaluated against
 * @param throughput what admits them
 * @param collections what bounds them
 */
record ItemEvaluation(LogHead head, Throughput throughput, CollectionLimit collections) {
  /** A transaction prepares and commits each write. */
  private static final int TRANSACTION_FACTOR = 2;

  private static final Logger LOG = System.getLogger(ItemEvaluation.class.getName());

  /** Commits each write that its condition allows. */
  List<WriteResult> evaluate(Items submission) {
    List<WriteResult> results = new ArrayList<>(submission.writes().size());
    for (ItemWrite write : submission.writes()) {
      collections.startCommit();
      WriteResult result = evaluate(write, 1);
      results.add(result);
      if (result.changed()) {
        head.commit(List.of(change(write, result)));
      }
    }
    return results;
  }

  /** Commits all writes as one, or none of them if one is refused. */
  List<WriteResult> evaluate(Transaction submission) {
    long nowMs = head.nowMs();
    List<Change> changes = new ArrayList<>();
    ClientRequestToken token = submission.token();
    if (token != null) {
      switch (token.presented(head, nowMs)) {
        case NEW -> changes.add(token.remembered(head, nowMs));
        case REPEATED -> {
          return repeated(submission);
        }
        case OF_ANOTHER_REQUEST -> {
          DynamoDbException error = ClientRequestToken.mismatch();
          return submission.writes().stream().map(write -> WriteResult.refused(error)).toList();
        }
      }
    }
    collections.startCommit();
    List<WriteResult> results =
        submission.writes().stream().map(write -> evaluate(write, TRANSACTION_FACTOR)).toList();
    if (results.stream().allMatch(result -> result.error() == null)) {
      for (int i = 0; i < results.size(); i++) {
        if (results.get(i).changed()) {
          changes.add(change(submission.writes().get(i), results.get(i)));
        }
      }
      head.commit(changes, nowMs);
    }
    return results;
  }

  /** Commits the deletion of each item whose time is still over. */
  void evaluate(Expire submission) {
    ExpiryIndex index = head.catalog().expiryIndex(submission.table());
    if (index == null || index.number() != submission.index()) {
      return;
    }
    for (StoreKey key : submission.keys()) {
      EncodedItem item = head.current(key);
      if (item != null && index.isDue(item, head.nowMs() / 1_000)) {
        head.commit(List.of(head.expiry(key, item)));
      }
    }
  }

  /** What a transaction that is done already answers: the items as they are. */
  private List<WriteResult> repeated(Transaction submission) {
    collections.startCommit();
    return submission.writes().stream()
        .map(
            write -> {
              EncodedItem item = head.current(write.key());
              return WriteResult.repeated(item, collections.admit(write.key(), item, item));
            })
        .toList();
  }

  /**
   * What becomes of a write.
   *
   * @param factor how often it is counted
   */
  private WriteResult evaluate(ItemWrite write, int factor) {
    try {
      if (head.catalog().table(write.table().number()) == null) {
        throw ResourceNotFoundException.requestedResource();
      }
      throughput.admitWrite(write.table());
      return written(write, factor);
    } catch (DynamoDbException refused) {
      return WriteResult.refused(refused);
    } catch (RuntimeException fault) {
      LOG.log(Level.ERROR, "A write could not be evaluated", fault);
      return WriteResult.refused(new InternalServerError());
    }
  }

  private WriteResult written(ItemWrite write, int factor) {
    EncodedItem before = head.current(write.key());
    EncodedItem after;
    try {
      after = WriteEvaluation.evaluate(write, before);
    } catch (ConditionalCheckFailedException failed) {
      // It has cost what a write of the item as it is would (developer guide, "Write operations").
      consume(write, before, before, factor);
      throw failed;
    }
    long collectionBytes = collections.admit(write.key(), before, after);
    consume(write, before, after, factor);
    return WriteResult.written(before, after, collectionBytes);
  }

  private void consume(
      ItemWrite write, @Nullable EncodedItem before, @Nullable EncodedItem after, int factor) {
    if (throughput.isHeld(write.table())) {
      CapacityUnits units = CapacityUnits.ofWrite(write, before, after);
      throughput.consumeWrite(write.table(), units.times(factor));
    }
  }

  private Change change(ItemWrite write, WriteResult result) {
    return head.change(write.key(), result.oldItem(), result.newItem());
  }
}
