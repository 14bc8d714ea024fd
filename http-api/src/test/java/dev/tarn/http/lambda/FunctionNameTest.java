package dev.tarn.http.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FunctionNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "my-hook_1",
        "my-hook_1:$LATEST",
        "my-hook_1:alias",
        "function:my-hook_1",
        "123456789012:function:my-hook_1",
        "123456789012:function:my-hook_1:7",
        "us-east-1:123456789012:function:my-hook_1",
        "arn:aws:lambda:us-east-1:123456789012:function:my-hook_1",
        "arn:aws:lambda:us-gov-west-1:123456789012:function:my-hook_1:$LATEST",
      })
  void understandsEveryForm(String function) {
    assertThat(FunctionName.webhook(function)).isEqualTo("my-hook_1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "my hook",
        "arn:aws:sqs:us-east-1:123456789012:queue",
        "https://example.com/",
      })
  void rejectsWhatIsNoFunctionsName(String function) {
    assertThatThrownBy(() -> FunctionName.webhook(function))
        .isInstanceOf(ValidationException.class);
  }
}
