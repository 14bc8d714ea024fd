package dev.tarn.http.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.error.DynamoDbException.IncompleteSignatureException;
import dev.tarn.kv.error.DynamoDbException.InvalidSignatureException;
import dev.tarn.kv.error.DynamoDbException.MissingAuthenticationTokenException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AuthorizationTest {
  private static final String SIGNED =
      "AWS4-HMAC-SHA256 Credential=a/20261120/us-east-1/dynamodb/aws4_request,"
          + " SignedHeaders=host;x-amz-date, Signature=0";
  private static final String PRESIGNED =
      "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=a&X-Amz-Signature=0"
          + "&X-Amz-SignedHeaders=host&X-Amz-Date=20261120T000000Z";

  @Test
  void passesASignedRequest() {
    assertThatCode(() -> check(SIGNED, null, true)).doesNotThrowAnyException();
    assertThatCode(() -> check(SIGNED.replace(", ", ","), null, true)).doesNotThrowAnyException();
  }

  @Test
  void passesAPresignedRequest() {
    assertThatCode(() -> check(null, PRESIGNED, false)).doesNotThrowAnyException();
  }

  @Test
  void missesASignature() {
    assertThat(refusal(null, null, true))
        .isInstanceOf(MissingAuthenticationTokenException.class)
        .hasMessage("Request is missing Authentication Token");
    assertThat(refusal("Basic YTpi", null, true))
        .isInstanceOf(MissingAuthenticationTokenException.class);
  }

  @Test
  void listsAllThatIsMissingInTheHeader() {
    assertThat(refusal("AWS4-HMAC-SHA256 Credentials=a, Signature=", null, false))
        .isInstanceOf(IncompleteSignatureException.class)
        .hasMessage(
            "Authorization header requires 'Credential' parameter. "
                + "Authorization header requires 'Signature' parameter. "
                + "Authorization header requires 'SignedHeaders' parameter. "
                + "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date'"
                + " header. Authorization=AWS4-HMAC-SHA256 Credentials=a, Signature=");
  }

  @Test
  void listsAllThatIsMissingInTheQuery() {
    assertThat(refusal(null, "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=x", false))
        .isInstanceOf(IncompleteSignatureException.class)
        .hasMessage(
            "AWS query-string parameters must include 'X-Amz-Credential'. "
                + "AWS query-string parameters must include 'X-Amz-Signature'. "
                + "AWS query-string parameters must include 'X-Amz-SignedHeaders'. "
                + "Re-examine the query-string parameters.");
  }

  @Test
  void refusesTwoSignatures() {
    assertThat(refusal(SIGNED, PRESIGNED, true)).isInstanceOf(InvalidSignatureException.class);
  }

  private static DynamoDbException refusal(
      @Nullable String header, @Nullable String query, boolean hasDate) {
    return Inputs.refusal(() -> check(header, query, hasDate)).error();
  }

  private static void check(@Nullable String header, @Nullable String query, boolean hasDate) {
    Authorization.check(new RequestHead(null, header, query, hasDate));
  }
}
