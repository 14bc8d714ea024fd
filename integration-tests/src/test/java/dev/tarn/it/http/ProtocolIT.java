package dev.tarn.it.http;

import static dev.tarn.it.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.TestTable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers, errors, encodings. */
final class ProtocolIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private static final byte[] EMPTY = {'{', '}'};

  private RawClient client;

  @BeforeEach
  void openClient() {
    client = new RawClient(TARN.endpoint());
  }

  @AfterEach
  void closeClient() {
    client.close();
  }

  @Test
  void answersAHealthCheck() throws Exception {
    Answer answer = client.send(client.get("/"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).startsWith("healthy: dynamodb.us-east-1.amazonaws.com");
  }

  @Test
  void answersWithChecksumAndRequestId() throws Exception {
    Answer answer = client.send("ListTables", "{}");
    assertThat(answer.status()).isEqualTo(200);
    answer.assertWellFormed();
    assertThat(answer.header("x-amzn-RequestId"))
        .isNotEqualTo(client.send("ListTables", "{}").header("x-amzn-RequestId"));
  }

  @Test
  void refusesARequestWithoutAuthorization() throws Exception {
    Answer answer = client.send(client.unsigned("ListTables", EMPTY));
    answer.assertError("MissingAuthenticationTokenException");
    assertThat(answer.text()).contains("Request is missing Authentication Token");
  }

  @Test
  void saysWhatAnAuthorizationLacks() throws Exception {
    Answer answer =
        client.send(
            client
                .unsigned("ListTables", EMPTY)
                .setHeader("Authorization", "AWS4-HMAC-SHA256 Credential=a"));
    answer.assertError("IncompleteSignatureException");
    assertThat(answer.text())
        .contains("Authorization header requires 'Signature' parameter.")
        .contains("Authorization header requires 'SignedHeaders' parameter.")
        .doesNotContain("'Credential'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NoSuchOperation",
        "listtables",
        "CreateBackup",
        "DynamoDB_20111205.ListTables",
        "DynamoDBStreams_20120810.ListTables",
        "Kinesis_20131202.ListStreams",
        "x.y.z"
      })
  void knowsNoOtherOperation(String operation) throws Exception {
    client.send(operation, "{}").assertError("UnknownOperationException");
  }

  @Test
  void anErrorHasItsTypeAndItsText() throws Exception {
    Answer answer = client.send("DescribeTable", "{\"TableName\":\"not-there\"}");
    answer.assertError("ResourceNotFoundException");
    assertThat(answer.text())
        .isEqualTo(
            "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException\","
                + "\"message\":\"Requested resource not found: Table: not-there not found\"}");
  }

  @Test
  void tellsAllConstraintsThatAreNotMet() throws Exception {
    Answer answer =
        client.send("Scan", "{\"TableName\":\"abc\",\"Limit\":0,\"Select\":\"x\",\"Segment\":-1}");
    answer.assertError("ValidationException");
    assertThat(answer.text())
        .contains("3 validation errors detected: ")
        .contains("Value '0' at 'limit' failed to satisfy constraint: Member must have value")
        .contains("Value 'x' at 'select' failed to satisfy constraint: Member must satisfy enum")
        .contains("Value '-1' at 'segment' failed to satisfy constraint: Member must have value");
  }

  @Test
  void takesAGzippedBody() throws Exception {
    Answer answer =
        client.send("ListTables", gzip("{\"Limit\":1}"), r -> r.header("Content-Encoding", "gzip"));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  @Test
  void refusesWhatIsNotGzip() throws Exception {
    client
        .send("ListTables", EMPTY, r -> r.header("Content-Encoding", "gzip"))
        .assertError("SerializationException");
    byte[] torn = Arrays.copyOf(gzip("{\"Limit\":1}"), 12);
    client
        .send("ListTables", torn, r -> r.header("Content-Encoding", "gzip"))
        .assertError("SerializationException");
  }

  @Test
  void answersInGzipWhereItIsAcceptedAndWorthIt() throws Exception {
    TestTable table = TestTable.create(TARN.dynamoDb());
    for (int i = 0; i < 50; i++) {
      table.put("pk", s("key" + i));
    }
    String body = "{\"TableName\":\"" + table.name() + "\"}";
    Answer zipped =
        client.send(
            "Scan",
            body.getBytes(StandardCharsets.UTF_8),
            r -> r.setHeader("Accept-Encoding", "gzip"));
    assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(gunzip(zipped.body().asByteArray())).isEqualTo(client.send("Scan", body).text());
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static String gunzip(byte[] bytes) throws IOException {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
