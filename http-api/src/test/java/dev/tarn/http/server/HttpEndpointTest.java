package dev.tarn.http.server;

import static dev.tarn.http.server.TestServer.operation;
import static dev.tarn.http.server.TestServer.text;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.http.protocol.Operations;
import dev.tarn.kv.error.DynamoDbException.ConditionalCheckFailedException;
import dev.tarn.kv.error.DynamoDbException.ResourceNotFoundException;
import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.item.Item;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HttpEndpointTest {
  private static final String GET_ITEM = "{\"TableName\":\"table\",\"Key\":{}}";
  private static final Item ITEM = new Item(Map.of("a", new S("1")));

  private TestServer server;

  @BeforeAll
  void start() throws IOException {
    server =
        new TestServer(
            operation(
                "GetItem", (input, exchange) -> exchange.reply(json -> json.item("Item", ITEM))),
            operation(
                "PutItem",
                (input, exchange) ->
                    exchange.reply(json -> json.item("Attributes", input.requiredItem("Item")))),
            operation(
                "DeleteItem",
                (input, exchange) ->
                    exchange.fail(new ConditionalCheckFailedException(EncodedItem.of(ITEM)))),
            operation(
                "DescribeTable",
                (input, exchange) -> {
                  throw ResourceNotFoundException.requestedResource();
                }),
            operation(
                "UpdateTable",
                (input, exchange) -> {
                  throw new IllegalStateException("the secret inside");
                }),
            operation(
                "DeleteTable",
                (input, exchange) ->
                    exchange.reply(
                        json -> {
                          json.string("Half", "written");
                          throw new IllegalStateException("the secret inside");
                        })));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void asksASiteForItsOwnPathsOnly() throws Exception {
    assertThat(server.get("/site/there")).isEqualTo("the site's");
    assertThat(server.get("/sitemap")).startsWith("healthy: ");
    assertThat(server.get("/")).startsWith("healthy: ");
  }

  @Test
  void answersWithTheServicesHeaders() throws Exception {
    HttpResponse<byte[]> response = server.call("GetItem", GET_ITEM);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(text(response)).isEqualTo("{\"Item\":{\"a\":{\"S\":\"1\"}}}");
    assertThat(header(response, "x-amzn-RequestId")).matches("[A-Z0-9]{52}");
    assertThat(header(response, "x-amz-crc32")).isEqualTo(crc32(response.body()));
    assertThat(header(response, "Content-Type")).isEqualTo("application/x-amz-json-1.0");
    assertThat(header(response, "Server")).isEqualTo("Server");
  }

  @Test
  void givesEveryRequestItsOwnId() throws Exception {
    String first = header(server.call("GetItem", GET_ITEM), "x-amzn-RequestId");

    assertThat(header(server.call("GetItem", GET_ITEM), "x-amzn-RequestId")).isNotEqualTo(first);
  }

  @Test
  void saysThatItIsHealthy() throws Exception {
    HttpResponse<byte[]> response = server.send(server.bare().GET());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(text(response)).isEqualTo("healthy: dynamodb.us-east-1.amazonaws.com ");
    assertThat(header(response, "x-amz-crc32")).isEqualTo("3128867991");
  }

  @Test
  void knowsNoOtherMethodNorContentType() throws Exception {
    HttpRequest.Builder put = server.request("GetItem").PUT(BodyPublishers.ofString(GET_ITEM));
    HttpRequest.Builder text =
        server.bare().header("Content-Type", "text/plain").POST(BodyPublishers.ofString("{}"));

    for (HttpRequest.Builder request : List.of(put, text)) {
      HttpResponse<byte[]> response = server.send(request);
      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(text(response)).isEqualTo("<UnknownOperationException/>\n");
      assertThat(header(response, "x-amz-crc32")).isEqualTo("3552371480");
    }
  }

  @Test
  void answersInTheContentTypeItIsAsked() throws Exception {
    HttpResponse<byte[]> response =
        server.send(
            server
                .request("GetItem")
                .setHeader("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofString(GET_ITEM)));

    assertThat(header(response, "Content-Type")).isEqualTo("application/json");
  }

  @Test
  void knowsNoOperationThatIsNotThere() throws Exception {
    for (String operation : List.of("TransactWriteItems", "Fly", "")) {
      assertError(
          server.call(operation, "{}"),
          400,
          "{\"__type\":\"com.amazon.coral.service#UnknownOperationException\"}");
    }
  }

  @Test
  void looksAtTheJsonBeforeTheTargetAndTheSignature() throws Exception {
    String serialization = "{\"__type\":\"com.amazon.coral.service#SerializationException\"}";

    assertError(server.call("Fly", "{"), 400, serialization);
    assertError(server.call("GetItem", ""), 400, serialization);
    assertError(
        server.send(unsigned().POST(BodyPublishers.ofString("{\"TableName\":1}"))),
        400,
        "{\"__type\":\"com.amazon.coral.service#MissingAuthenticationTokenException\","
            + "\"message\":\"Request is missing Authentication Token\"}");
  }

  @Test
  void writesTheMessageOfASerializationErrorInUpperCase() throws Exception {
    assertError(
        server.call("GetItem", "{\"TableName\":1}"),
        400,
        "{\"__type\":\"com.amazon.coral.service#SerializationException\","
            + "\"Message\":\"NUMBER_VALUE cannot be converted to String\"}");
  }

  @Test
  void answersWithTheErrorThatAnOperationThrows() throws Exception {
    assertError(
        server.call("DescribeTable", "{\"TableName\":\"table\"}"),
        400,
        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException\","
            + "\"message\":\"Requested resource not found\"}");
  }

  @Test
  void givesTheItemOfAFailedCondition() throws Exception {
    assertError(
        server.call("DeleteItem", GET_ITEM),
        400,
        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException\","
            + "\"message\":\"The conditional request failed\",\"Item\":{\"a\":{\"S\":\"1\"}}}");
  }

  @Test
  void tellsNothingOfAFault() throws Exception {
    for (String operation : List.of("UpdateTable", "DeleteTable")) {
      HttpResponse<byte[]> response = server.call(operation, "{\"TableName\":\"table\"}");

      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(text(response))
          .startsWith("{\"__type\":\"com.amazonaws.dynamodb.v20120810#InternalServerError\"")
          .doesNotContain("secret", "IllegalState", "written");
    }
  }

  @Test
  void acceptsAPresignedRequest() throws Exception {
    HttpRequest.Builder request =
        unsigned()
            .uri(
                java.net.URI.create(
                    "http://127.0.0.1:"
                        + server.port()
                        + "/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=a"
                        + "&X-Amz-Signature=0&X-Amz-SignedHeaders=host&X-Amz-Date=x"))
            .POST(BodyPublishers.ofString(GET_ITEM));

    assertThat(server.send(request).statusCode()).isEqualTo(200);
  }

  @Test
  void inflatesRequests() throws Exception {
    HttpResponse<byte[]> response =
        server.send(
            server
                .request("GetItem")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(gzip(GET_ITEM.getBytes(StandardCharsets.UTF_8)))));

    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void refusesWhatIsNotGzipThoughItSaysSo() throws Exception {
    HttpRequest.Builder request =
        server
            .request("GetItem")
            .header("Content-Encoding", "gzip")
            .POST(BodyPublishers.ofString(GET_ITEM));

    assertError(
        server.send(request),
        400,
        "{\"__type\":\"com.amazon.coral.service#SerializationException\"}");
  }

  @Test
  void stopsAZipBombAtTheLimit() throws Exception {
    HttpRequest.Builder request =
        server
            .request("GetItem")
            .header("Content-Encoding", "gzip")
            .POST(BodyPublishers.ofByteArray(gzip(new byte[BodyReader.MAX_BYTES + 1])));

    assertThat(server.send(request).statusCode()).isEqualTo(413);
  }

  @Test
  void deflatesLargeAnswersAndSumsWhatIsOnTheWire() throws Exception {
    String item = "{\"pad\":{\"S\":\"" + "x".repeat(10_000) + "\"}}";
    HttpResponse<byte[]> response =
        server.send(
            server
                .request("PutItem")
                .header("Accept-Encoding", "deflate, gzip;q=0.5")
                .POST(BodyPublishers.ofString("{\"TableName\":\"table\",\"Item\":" + item + "}")));

    assertThat(header(response, "Content-Encoding")).isEqualTo("gzip");
    assertThat(header(response, "x-amz-crc32")).isEqualTo(crc32(response.body()));
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      assertThat(in.readAllBytes()).asString().isEqualTo("{\"Attributes\":" + item + "}");
    }
  }

  @Test
  void takesABodyOfTheLargestSizeAndNoLarger() throws Exception {
    String frame = "{\"TableName\":\"table\",\"Key\":{},\"Padding\":\"\"}";
    String largest =
        frame.replace("\"\"", "\"" + "x".repeat(BodyReader.MAX_BYTES - frame.length()) + "\"");
    byte[] tooLarge = (largest + " ").getBytes(StandardCharsets.UTF_8);

    assertThat(server.call("GetItem", largest).statusCode()).isEqualTo(200);
    assertThat(statusOrClosed(BodyPublishers.ofByteArray(tooLarge))).isIn(413, -1);
    assertThat(
            statusOrClosed(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooLarge))))
        .isIn(413, -1);
  }

  @Test
  void takesAnyNumberOfLargeBodiesOneAfterAnother() throws Exception {
    byte[] body = new byte[BodyReader.MAX_BYTES];
    Arrays.fill(body, (byte) ' ');
    int moreThanTheBudget = Math.toIntExact(Runtime.getRuntime().maxMemory() / 4 / body.length) + 8;

    for (int i = 0; i < moreThanTheBudget; i++) {
      if (i % 2 == 0) {
        breakOff(body);
      } else {
        assertThat(
                server
                    .send(server.request("GetItem").POST(BodyPublishers.ofByteArray(body)))
                    .statusCode())
            .isEqualTo(400);
      }
    }
  }

  /** Sends all but the last byte of a body, and closes the connection. */
  private void breakOff(byte[] body) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket
          .getOutputStream()
          .write(
              "POST / HTTP/1.1\r\nHost: tarn\r\nContent-Length: %d\r\n\r\n"
                  .formatted(body.length)
                  .getBytes(US_ASCII));
      socket.getOutputStream().write(body, 0, body.length - 1);
    }
  }

  @Test
  void letsPagesOfAnyOriginIn() throws Exception {
    HttpResponse<byte[]> preflight =
        server.send(
            server
                .bare()
                .header("Origin", "https://example.com")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "x-amz-target,authorization")
                .method("OPTIONS", BodyPublishers.noBody()));

    assertThat(preflight.statusCode()).isEqualTo(200);
    assertThat(header(preflight, "Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(header(preflight, "Access-Control-Allow-Methods")).isEqualTo("POST");
    assertThat(header(preflight, "Access-Control-Allow-Headers"))
        .isEqualTo("x-amz-target,authorization");
    assertThat(header(preflight, "Access-Control-Max-Age")).isEqualTo("172800");
  }

  @Test
  void refusesAPortThatIsTaken() {
    EndpointOptions taken = new EndpointOptions("127.0.0.1", server.port(), "us-east-1", 1, 1);
    Operations none = new Operations(List.of(), List.of());

    assertThatThrownBy(() -> HttpEndpoint.start(taken, none, List.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("in use");
  }

  private HttpRequest.Builder unsigned() {
    return server
        .bare()
        .header("Content-Type", "application/x-amz-json-1.0")
        .header("X-Amz-Target", "DynamoDB_20120810.GetItem");
  }

  /** The server may close the connection while the client still sends: then there is no status. */
  private int statusOrClosed(HttpRequest.BodyPublisher body) throws InterruptedException {
    try {
      return server.send(server.request("GetItem").POST(body)).statusCode();
    } catch (IOException closed) {
      return -1;
    }
  }

  private static void assertError(HttpResponse<byte[]> response, int status, String json) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(text(response)).isEqualTo(json);
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private static String crc32(byte[] body) {
    CRC32 crc = new CRC32();
    crc.update(body);
    return Long.toString(crc.getValue());
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(plain);
    }
    return compressed.toByteArray();
  }
}
