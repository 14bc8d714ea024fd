package dev.tarn.stream.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ShardIteratorTest {
  private static final ShardIterator ITERATOR =
      new ShardIterator(
          1_700_000_000_123L, 7, "2026-11-20T10:00:00.000", 3, 1_699_999_999_000L, true, 42);

  @Test
  void readsBackWhatItWrote() {
    assertThat(ShardIterator.decode(ITERATOR.encode())).isEqualTo(ITERATOR);
    ShardIterator next = ITERATOR.next(99, 1_700_000_000_999L);
    assertThat(ShardIterator.decode(next.encode())).isEqualTo(next);
  }

  @Test
  void rejectsATextOfWhichAnyCharacterIsChangedOrMissing() {
    String text = ITERATOR.encode();
    // The last character alone holds bits that stand for nothing.
    for (int i = 0; i < text.length() - 1; i++) {
      char other = text.charAt(i) == 'A' ? 'B' : 'A';
      String changed = text.substring(0, i) + other + text.substring(i + 1);
      assertThatThrownBy(() -> ShardIterator.decode(changed))
          .as("character %d", i)
          .isInstanceOf(ValidationException.class)
          .hasMessage("Invalid ShardIterator");
      String shorter = text.substring(0, i);
      assertThatThrownBy(() -> ShardIterator.decode(shorter))
          .as("%d characters", i)
          .isInstanceOf(ValidationException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "not base64!", "arn:aws:dynamodb:us-east-1:1:table/x|1|AAAA"})
  void rejectsWhatItDidNotWrite(String text) {
    assertThatThrownBy(() -> ShardIterator.decode(text)).isInstanceOf(ValidationException.class);
  }

  @Test
  void expiresAfterFifteenMinutes() {
    assertThat(ITERATOR.isExpired(ITERATOR.issuedMs() + 15 * 60_000)).isFalse();
    assertThat(ITERATOR.isExpired(ITERATOR.issuedMs() + 15 * 60_000 + 1)).isTrue();
  }
}
