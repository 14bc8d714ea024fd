package dev.tarn.http.protocol;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations that a server answers, by the target that a request names. */
public final class Operations {
  private static final String DYNAMODB = "DynamoDB_20120810.";
  private static final String STREAMS = "DynamoDBStreams_20120810.";

  private final Map<String, Target> targets = new HashMap<>();

  /** An operation with the shape of its input. */
  record Target(Operation operation, Shape.StructureShape input) {}

  /** The operations of both services; each must be one of the model's. */
  public Operations(List<Operation> dynamodb, List<Operation> streams) {
    register(DYNAMODB, dynamodb, ServiceModel.dynamodb());
    register(STREAMS, streams, ServiceModel.streams());
  }

  private void register(String prefix, List<Operation> operations, ServiceModel model) {
    for (Operation operation : operations) {
      Target target = new Target(operation, model.input(operation.name()));
      if (targets.put(prefix + operation.name(), target) != null) {
        throw new IllegalArgumentException(operation.name() + " is there twice");
      }
    }
  }

  /** What X-Amz-Target names, or null where nothing answers it. */
  @Nullable Target find(@Nullable String target) {
    return target == null ? null : targets.get(target);
  }
}
