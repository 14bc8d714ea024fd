package dev.tarn.benchmark;

import dev.tarn.http.json.JsonOutput;
import dev.tarn.http.protocol.AnswerJson;
import dev.tarn.http.protocol.AnswerWriter;
import dev.tarn.http.protocol.Exchange;
import dev.tarn.http.protocol.Operation;
import dev.tarn.http.protocol.Operations;
import dev.tarn.http.protocol.RequestHead;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.item.EncodedItem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Requests of about 1 KB decoded and checked, and an item of that size written as an answer. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ProtocolBenchmark {
  private static final String AUTHORIZATION =
      "AWS4-HMAC-SHA256 Credential=local/20261120/us-east-1/dynamodb/aws4_request,"
          + " SignedHeaders=host;x-amz-date;x-amz-target, Signature=0";

  private final byte[] put =
      utf8(
          """
          {"TableName":"bench","Item":{"pk":{"S":"user#1"},"sk":{"N":"7"},"name":{"S":"Ada"},\
          "age":{"N":"36"},"tags":{"SS":["a","b","c"]},"active":{"BOOL":true},\
          "address":{"M":{"city":{"S":"London"},"zip":{"S":"E1"}}},"pad":{"S":"%s"}}}\
          """
              .formatted("abcdefghij".repeat(70)));
  private final byte[] get =
      utf8("{\"TableName\":\"bench\",\"Key\":{\"pk\":{\"S\":\"user#1\"},\"sk\":{\"N\":\"0\"}}}");

  private final Received received = new Received();
  private final Operations operations =
      new Operations(List.of(operation("PutItem"), operation("GetItem")), List.of());
  private final EncodedItem item = EncodedItem.of(decodePut().requiredItem("Item"));
  private final JsonOutput out = new JsonOutput();
  private final AnswerJson json = new AnswerJson(out);

  /** A PutItem from its body to its typed input. */
  @Benchmark
  public Structure decodePut() {
    return decode("PutItem", put);
  }

  /** A GetItem from its body to its typed input. */
  @Benchmark
  public Structure decodeGet() {
    return decode("GetItem", get);
  }

  /** A stored item to JSON. */
  @Benchmark
  public int writeItem() {
    out.clear();
    out.startObject();
    json.item("Item", item);
    out.endObject();
    return out.length();
  }

  private Structure decode(String operation, byte[] body) {
    RequestHead head = new RequestHead("DynamoDB_20120810." + operation, AUTHORIZATION, null, true);
    operations.answer(head, body, received);
    return received.input;
  }

  private Operation operation(String name) {
    return new Operation() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public void answer(Structure input, Exchange exchange) {
        received.input = input;
      }
    };
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Keeps the input, and tolerates no error. */
  @SuppressWarnings("NullAway.Init")
  private static final class Received implements Exchange {
    private Structure input;

    @Override
    public void reply(AnswerWriter writer) {}

    @Override
    public void fail(Throwable error) {
      throw new IllegalStateException(error);
    }

    @Override
    public void offload(Runnable work) {
      work.run();
    }
  }
}
