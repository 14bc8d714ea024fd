package dev.tarn.http.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.error.DynamoDbException.CancellationReason;
import dev.tarn.kv.error.DynamoDbException.InternalServerError;
import dev.tarn.kv.error.DynamoDbException.ItemCollectionSizeLimitExceededException;
import dev.tarn.kv.error.DynamoDbException.ProvisionedThroughputExceededException;
import dev.tarn.kv.error.DynamoDbException.TransactionCanceledException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CancellationReasonsTest {
  private static @Nullable DynamoDbException refusal(@Nullable DynamoDbException... errors) {
    return CancellationReasons.refusal(Arrays.asList(errors));
  }

  @Test
  void eachActionHasItsReasonInOrder() {
    assertThat(
            refusal(
                null,
                new ItemCollectionSizeLimitExceededException(),
                ProvisionedThroughputExceededException.ofIndex("Write", "arn")))
        .isInstanceOfSatisfying(
            TransactionCanceledException.class,
            error ->
                assertThat(error.reasons())
                    .extracting(CancellationReason::code)
                    .containsExactly(
                        "None",
                        "ItemCollectionSizeLimitExceeded",
                        "ProvisionedThroughputExceeded"));
  }

  @Test
  void aTransactionThatNothingRefusesIsNotCancelled() {
    assertThat(refusal(null, null)).isNull();
  }

  @Test
  void aFaultOfTheServerIsTheWholeTransactions() {
    InternalServerError fault = new InternalServerError();
    assertThat(refusal(null, fault)).isSameAs(fault);
  }
}
