package dev.tarn.http.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.table.TableName;
import dev.tarn.stream.shard.StreamId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ArnsTest {
  private static final Arns ARNS = new Arns("eu-central-1", "123456789012");

  @Test
  void readsTheStreamsThatItWrites() {
    StreamId stream = new StreamId(new TableName("table"), "2026-01-02T03:04:05.678");

    assertThat(Arns.streamId(ARNS.of(stream))).isEqualTo(stream);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "table",
        "arn:aws:dynamodb:eu-central-1:123456789012:table/table",
        "arn:aws:dynamodb:eu-central-1:123456789012:table/stream/label",
        "arn:aws:dynamodb:eu-central-1:123456789012/stream/label:table/table",
      })
  void refusesWhatIsNoStream(String arn) {
    assertThatThrownBy(() -> Arns.streamId(arn)).isInstanceOf(ValidationException.class);
  }
}
