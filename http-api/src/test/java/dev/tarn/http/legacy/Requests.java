package dev.tarn.http.legacy;

import com.google.common.base.Splitter;
import dev.tarn.http.protocol.AnswerWriter;
import dev.tarn.http.protocol.Exchange;
import dev.tarn.http.protocol.Operation;
import dev.tarn.http.protocol.Operations;
import dev.tarn.http.protocol.RequestHead;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.expression.Expressions;
import dev.tarn.kv.expression.Placeholders;
import dev.tarn.kv.item.AttributeValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Inputs of operations, written as JSON with single quotes and without the braces around all. */
public final class Requests {
  static final Expressions EXPRESSIONS = new Expressions();

  private static final String AUTHORIZATION =
      "AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host, Signature=s";

  private Requests() {}

  /** The input as the operation gets it. */
  public static Structure decode(String operation, String json) {
    List<Structure> inputs = new ArrayList<>();
    Operations operations = new Operations(List.of(new Capture(operation, inputs)), List.of());
    operations.answer(
        new RequestHead("DynamoDB_20120810." + operation, AUTHORIZATION, null, true),
        ("{'TableName': 'table', " + json + "}")
            .replace('\'', '"')
            .getBytes(StandardCharsets.UTF_8),
        Rethrow.INSTANCE);
    return inputs.getFirst();
  }

  /**
   * The values {@code :v0}, {@code :v1} and so on of an expression, as in a list separated by
   * {@code "; "}.
   */
  static Placeholders placeholders(String values) {
    StringBuilder json = new StringBuilder("'ExpressionAttributeValues': {");
    int count = 0;
    for (String value : Splitter.on("; ").split(values)) {
      json.append(count == 0 ? "" : ", ").append("':v").append(count++).append("': ").append(value);
    }
    return new Placeholders(
        null,
        Objects.requireNonNull(
            decode("Scan", json.append('}').toString())
                .attributeValues("ExpressionAttributeValues")));
  }

  static AttributeValue value(String json) {
    return Objects.requireNonNull(
            decode("Scan", "'ExclusiveStartKey': {'a': " + json + "}").item("ExclusiveStartKey"))
        .attributes()
        .values()
        .iterator()
        .next();
  }

  private record Capture(String name, List<Structure> inputs) implements Operation {
    @Override
    public void answer(Structure input, Exchange exchange) {
      inputs.add(input);
    }
  }

  private enum Rethrow implements Exchange {
    INSTANCE;

    @Override
    public void reply(AnswerWriter writer) {
      throw new AssertionError("answered");
    }

    @Override
    public void fail(Throwable error) {
      if (error instanceof DynamoDbException refusal) {
        throw refusal;
      }
      throw new AssertionError(error);
    }

    @Override
    public void offload(Runnable work) {
      throw new AssertionError("offloaded");
    }
  }
}
