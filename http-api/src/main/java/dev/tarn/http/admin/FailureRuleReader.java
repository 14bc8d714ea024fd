package dev.tarn.http.admin;

import dev.tarn.http.protocol.RequestedFailure;
import dev.tarn.http.protocol.ServiceModel;
import dev.tarn.kv.error.DynamoDbException.CancellationReason;
import dev.tarn.kv.error.DynamoDbException.TransactionCanceledException;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a failure rule from its JSON, and knows the names that may stand in it. */
final class FailureRuleReader {
  /** The longest delay: as long as the SDKs wait for an answer. */
  static final long MAX_DELAY_MS = 60_000;

  private static final Pattern RULE_NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,100}");
  private static final Pattern TABLE_NAME = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");
  private static final Pattern MESSAGE = Pattern.compile("(?s).{1,2000}");
  private static final Set<String> BATCHES =
      Set.of("BatchGetItem", "BatchWriteItem", "BatchExecuteStatement");
  private static final String TRANSACTION_CANCELED =
      TransactionCanceledException.class.getSimpleName();

  /** The most actions of a transaction. */
  private static final int MAX_REASONS = 100;

  private final Set<String> operations = new HashSet<>();
  private final Map<String, Integer> errors = new HashMap<>();

  /** A reader for the operations and errors of both services. */
  FailureRuleReader() {
    for (ServiceModel model : List.of(ServiceModel.dynamodb(), ServiceModel.streams())) {
      operations.addAll(model.operationNames());
      errors.putAll(model.errors());
    }
  }

  /**
   * Reads a rule.
   *
   * @throws Problem if it is none
   */
  FailureRule read(String name, JsonObject json) {
    if (!RULE_NAME.matcher(name).matches()) {
      throw Problem.badRequest(
          "A rule's name is 1 to 100 letters, digits, underscores, hyphens and dots");
    }
    Members members = new Members(json);
    Failure failure = failure(name, members);
    FailureRule rule =
        new FailureRule(
            name,
            operations(members, failure),
            members.string("table", TABLE_NAME, "a table's name"),
            failure,
            members.integer("delayMs", 0, MAX_DELAY_MS, 0),
            isAfterwards(members),
            frequency(members));
    members.requireNoOthers();
    if (failure == Failure.None.INSTANCE && rule.delayMs() == 0) {
      throw Problem.badRequest(
          "A rule has an error, a status, dropConnection, a batch, or delayMs");
    }
    return rule;
  }

  private Set<String> operations(Members members, Failure failure) {
    Set<String> named = new HashSet<>(members.strings("operations"));
    boolean ofBatches = failure instanceof Failure.PartOfBatch;
    if (named.isEmpty() && ofBatches) {
      return BATCHES;
    }
    Set<String> known = ofBatches ? BATCHES : operations;
    for (String operation : named) {
      if (!known.contains(operation)) {
        throw Problem.badRequest(
            "operations: '%s' is no operation%s"
                .formatted(operation, ofBatches ? " that can be done in part" : ""));
      }
    }
    return Set.copyOf(named);
  }

  private Failure failure(String ruleName, Members members) {
    List<Failure> failures = new ArrayList<>();
    String error = members.string("error");
    if (error != null) {
      failures.add(new Failure.InsteadOfAnswer(error(ruleName, error, members)));
    }
    if (members.has("status")) {
      int status = (int) members.integer("status", 400, 599, 0);
      failures.add(new Failure.InsteadOfAnswer(new RequestedFailure.EmptyAnswer(status)));
    }
    if (members.bool("dropConnection")) {
      failures.add(new Failure.InsteadOfAnswer(new RequestedFailure.DroppedConnection()));
    }
    Members batch = members.object("batch");
    if (batch != null) {
      failures.add(partOfBatch(batch));
    }
    if (failures.size() > 1) {
      throw Problem.badRequest("A rule has only one of error, status, dropConnection and batch");
    }
    return failures.isEmpty() ? Failure.None.INSTANCE : failures.getFirst();
  }

  private RequestedFailure.ServiceError error(String ruleName, String error, Members members) {
    Integer status = errors.get(error);
    if (status == null) {
      throw Problem.badRequest("error: '%s' is no error of DynamoDB's".formatted(error));
    }
    String message = members.string("message", MESSAGE, "1 to 2000 characters");
    if (!error.equals(TRANSACTION_CANCELED)) {
      String text = message == null ? "Failure rule " + ruleName : message;
      return new RequestedFailure.ServiceError(error, status, text, List.of());
    }
    List<CancellationReason> reasons = reasons(members);
    String text =
        message == null ? new TransactionCanceledException(reasons).getMessage() : message;
    return new RequestedFailure.ServiceError(error, status, Objects.requireNonNull(text), reasons);
  }

  private static List<CancellationReason> reasons(Members members) {
    List<Members> reasons = members.objects("cancellationReasons");
    if (reasons.size() > MAX_REASONS) {
      throw Problem.badRequest("A transaction has at most %d actions".formatted(MAX_REASONS));
    }
    return reasons.isEmpty()
        ? List.of(new CancellationReason("TransactionConflict", null, null))
        : reasons.stream().map(FailureRuleReader::reason).toList();
  }

  private static CancellationReason reason(Members members) {
    String code = members.string("code");
    @Nullable String message = members.string("message");
    members.requireNoOthers();
    if (code == null) {
      throw Problem.badRequest("cancellationReasons: each has a code; None for an action without");
    }
    return new CancellationReason(code, message, null);
  }

  private static Failure partOfBatch(Members batch) {
    boolean first = batch.has("first");
    boolean fraction = batch.has("fraction");
    if (first == fraction) {
      throw Problem.badRequest("batch has either first or fraction: what is done of it");
    }
    Failure part =
        first
            ? new Failure.FirstParts((int) batch.integer("first", 0, 100, 0))
            : new Failure.SomeParts(batch.fraction("fraction", 0));
    batch.requireNoOthers();
    return part;
  }

  private static boolean isAfterwards(Members members) {
    String when = members.string("when", Pattern.compile("before|after"), "before or after");
    return "after".equals(when);
  }

  private static Frequency frequency(Members members) {
    return new Frequency(
        members.integer("skip", 0, Long.MAX_VALUE, 0),
        members.integer("times", 1, Long.MAX_VALUE, Frequency.ALWAYS),
        members.fraction("probability", 1),
        members.integer(
            "seed", Long.MIN_VALUE, Long.MAX_VALUE, ThreadLocalRandom.current().nextInt()));
  }
}
