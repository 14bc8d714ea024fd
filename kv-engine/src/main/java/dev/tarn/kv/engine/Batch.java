package dev.tarn.kv.engine;

import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.log.Commit;
import java.util.ArrayList;
import java.util.List;

/**
 * What the sequencer has evaluated in one go: commits that are in the log but not yet durable, and
 * the answers that wait until they are. An answer may rest on an earlier commit of the batch or of
 * the one before, so all of them wait.
 */
final class Batch {
  private final List<Commit> commits = new ArrayList<>();
  private final List<Answer> answers = new ArrayList<>();
  private volatile boolean applied;

  /** An answer ready to be given, and the submission to refuse if it cannot be. */
  private record Answer(Submission submission, Runnable give) {}

  void add(Commit commit) {
    commits.add(commit);
  }

  void answer(Submission submission, Runnable give) {
    answers.add(new Answer(submission, give));
  }

  List<Commit> commits() {
    return commits;
  }

  /** Gives every answer. */
  void answerAll() {
    answers.forEach(answer -> answer.give().run());
  }

  /** Refuses every submission: what it did may be lost. */
  void refuseAll(DynamoDbException error) {
    answers.forEach(answer -> answer.submission().refuse(error));
  }

  /** Whether readers see its commits. */
  boolean applied() {
    return applied;
  }

  void markApplied() {
    applied = true;
  }
}
