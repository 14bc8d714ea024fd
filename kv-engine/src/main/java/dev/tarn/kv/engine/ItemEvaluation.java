package dev.tarn.kv.engine;

import dev.tarn.kv.engine.Submission.Expire;
import dev.tarn.kv.engine.Submission.Items;
import dev.tarn.kv.engine.Submission.Transaction;
import dev.tarn.kv.error.DynamoDbException;
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
 */
record ItemEvaluation(LogHead head, Throughput throughput) {
  private static final int WRITE_UNIT_BYTES = 1_024;

  /** A transaction prepares and commits each write. */
  private static final int TRANSACTION_FACTOR = 2;

  private static final Logger LOG = System.getLogger(ItemEvaluation.class.getName());

  /** Commits each write that its condition allows. */
  List<WriteResult> evaluate(Items submission) {
    List<WriteResult> results = new ArrayList<>(submission.writes().size());
    for (ItemWrite write : submission.writes()) {
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
    return submission.writes().stream()
        .map(
            write -> {
              EncodedItem item = head.current(write.key());
              return WriteResult.written(item, item);
            })
        .toList();
  }

  /** What a write takes of its table: a unit for each kilobyte of the larger item. */
  private static int units(@Nullable EncodedItem before, @Nullable EncodedItem after) {
    int bytes = Math.max(before == null ? 0 : before.size(), after == null ? 0 : after.size());
    return Math.max(1, (bytes + WRITE_UNIT_BYTES - 1) / WRITE_UNIT_BYTES);
  }

  private WriteResult evaluate(ItemWrite write, int units) {
    try {
      if (head.catalog().table(write.table().number()) == null) {
        throw ResourceNotFoundException.requestedResource();
      }
      throughput.admitWrite(write.table());
      EncodedItem before = head.current(write.key());
      EncodedItem after = WriteEvaluation.evaluate(write, before);
      throughput.consumeWrite(write.table(), units * units(before, after));
      return WriteResult.written(before, after);
    } catch (DynamoDbException refused) {
      return WriteResult.refused(refused);
    } catch (RuntimeException fault) {
      LOG.log(Level.ERROR, "A write could not be evaluated", fault);
      return WriteResult.refused(new InternalServerError());
    }
  }

  private Change change(ItemWrite write, WriteResult result) {
    return head.change(write.key(), result.oldItem(), result.newItem());
  }
}
