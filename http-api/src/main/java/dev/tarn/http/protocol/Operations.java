package dev.tarn.http.protocol;

import dev.tarn.http.protocol.Shape.StructureShape;
import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.error.DynamoDbException.SerializationException;
import dev.tarn.kv.error.DynamoDbException.UnknownOperationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The operations of both services, by the target that a request names. Operations of the services
 * that are not among them are unknown.
 */
public final class Operations {
  private static final String DYNAMODB = "DynamoDB_20120810.";
  private static final String STREAMS = "DynamoDBStreams_20120810.";

  private final Map<String, Target> targets = new HashMap<>();

  private record Target(Operation operation, StructureShape input) {}

  /** The operations of DynamoDB and of DynamoDB Streams; each must be in its service's model. */
  public Operations(List<Operation> dynamodb, List<Operation> streams) {
    register(DYNAMODB, dynamodb, ServiceModel.dynamodb());
    register(STREAMS, streams, ServiceModel.streams());
  }

  /**
   * Answers one request, with an error too: the service's order of checks is JSON, target,
   * signature, types, constraints, and then what the operation checks.
   */
  public void answer(RequestHead head, byte[] body, Exchange exchange) {
    try {
      Target target = admit(head, body);
      Structure input = InputDecoder.decode(body, target.input());
      Constraints.check(input);
      target.operation().answer(input, exchange);
    } catch (RuntimeException | StackOverflowError e) {
      exchange.fail(e);
    }
  }

  private Target admit(RequestHead head, byte[] body) {
    try {
      Target target = head.target() == null ? null : targets.get(head.target());
      if (target == null) {
        throw new UnknownOperationException();
      }
      Authorization.check(head);
      return target;
    } catch (DynamoDbException refused) {
      if (body.length > 0 && !InputDecoder.isJson(body)) {
        throw new SerializationException(null);
      }
      throw refused;
    }
  }

  private void register(String prefix, List<Operation> operations, ServiceModel model) {
    for (Operation operation : operations) {
      Target target = new Target(operation, model.input(operation.name()));
      if (targets.put(prefix + operation.name(), target) != null) {
        throw new IllegalArgumentException(operation.name() + " is there twice");
      }
    }
  }
}
