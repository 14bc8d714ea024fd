package dev.tarn.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Errors as the SDK shows them: a code, a status, and the service's text. */
public final class ServiceErrors {
  private ServiceErrors() {}

  /** Asserts that a call is refused as invalid, with this text. */
  public static void assertInvalid(String message, ThrowingCallable call) {
    assertRefused("ValidationException", message, call);
  }

  /** Asserts that a call is refused by a client's error with this code and text. */
  public static void assertRefused(String code, String message, ThrowingCallable call) {
    DynamoDbException error = refusal(code, call);
    assertThat(error.awsErrorDetails().errorMessage()).isEqualTo(message);
  }

  /** The error of a call that is refused by a client's error with this code. */
  public static DynamoDbException refusal(String code, ThrowingCallable call) {
    DynamoDbException error = catchThrowableOfType(DynamoDbException.class, call);
    assertThat(error).as("a " + code).isNotNull();
    assertThat(error.awsErrorDetails().errorCode()).as(error.getMessage()).isEqualTo(code);
    assertThat(error.statusCode()).isEqualTo(400);
    return error;
  }
}
