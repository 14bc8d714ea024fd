package dev.tarn.it.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.EmbeddedServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Connections, byte by byte. */
final class ConnectionIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private static final int SIXTEEN_MEGABYTES = 16 << 20;

  private Socket socket;

  @BeforeEach
  void connect() throws IOException {
    socket = new Socket(TARN.endpoint().getHost(), TARN.endpoint().getPort());
    socket.setSoTimeout(20_000);
  }

  @AfterEach
  void disconnect() throws IOException {
    socket.close();
  }

  private static String head(long contentLength) {
    return "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-amz-json-1.0\r\n"
        + "X-Amz-Date: 20260101T000000Z\r\nX-Amz-Target: DynamoDB_20120810.ListTables\r\n"
        + "Authorization: "
        + RawClient.AUTHORIZATION
        + "\r\n"
        + "Content-Length: "
        + contentLength
        + "\r\n\r\n";
  }

  private void send(String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** Reads one answer; its body is as long as its head says. */
  private String receive() throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder answer = new StringBuilder();
    while (answer.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      assertThat(next).as("end after: %s", answer).isNotNegative();
      answer.append((char) next);
    }
    String head = answer.toString().toLowerCase(Locale.ROOT);
    String length = head.replaceAll("(?s).*content-length: (\\d+).*", "$1");
    byte[] body = in.readNBytes(Integer.parseInt(length));
    return answer + new String(body, StandardCharsets.UTF_8);
  }

  @Test
  void aConnectionServesManyRequests() throws IOException {
    for (int i = 0; i < 100; i++) {
      send(head(2) + "{}");
      assertThat(receive()).startsWith("HTTP/1.1 200 ").contains("TableNames");
    }
  }

  @Test
  void answersComeInTheOrderOfPipelinedRequests() throws IOException {
    send((head(2) + "{}").repeat(5) + head(1) + "{" + head(2) + "{}");
    for (int i = 0; i < 5; i++) {
      assertThat(receive()).startsWith("HTTP/1.1 200 ");
    }
    assertThat(receive()).startsWith("HTTP/1.1 400 ").contains("SerializationException");
    assertThat(receive()).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void aBodyMayComeInPieces() throws IOException {
    for (String piece : (head(14) + "{ \"Limit\": 1 }").split("(?s)(?<=\\G.{7})", -1)) {
      send(piece);
    }
    assertThat(receive()).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void takesABodyOf16Megabytes() throws IOException {
    send(head(SIXTEEN_MEGABYTES) + "{}" + " ".repeat(SIXTEEN_MEGABYTES - 2));
    assertThat(receive()).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void refusesABodyOver16MegabytesWithoutReadingIt() throws IOException {
    send(head(SIXTEEN_MEGABYTES + 1));
    assertThat(receive()).startsWith("HTTP/1.1 413 ");
  }

  @Test
  void refusesAnEndlessBody() throws IOException {
    send(head(0).replace("Content-Length: 0", "Transfer-Encoding: chunked"));
    String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
    int sent = 0;
    try {
      while (sent < 4 * SIXTEEN_MEGABYTES && socket.getInputStream().available() == 0) {
        send(chunk);
        sent += 0x10000;
      }
      assertThat(receive()).startsWith("HTTP/1.1 413 ");
    } catch (IOException closed) {
      assertThat(sent).as("bytes taken before the end: %s", closed).isPositive();
    }
    assertThat(sent).isLessThan(4 * SIXTEEN_MEGABYTES);
  }

  @Test
  void refusesWhatIsNotHttp() throws IOException {
    send("hello\r\n\r\n");
    byte[] answer = socket.getInputStream().readAllBytes();
    assertThat(new String(answer, StandardCharsets.US_ASCII)).doesNotContain("Exception", "500");
  }

  @Test
  void aClientThatHangsUpDisturbsNobody() throws IOException {
    for (int i = 0; i < 50; i++) {
      try (Socket gone = new Socket(TARN.endpoint().getHost(), TARN.endpoint().getPort())) {
        gone.getOutputStream().write((head(1000) + "{").getBytes(StandardCharsets.US_ASCII));
      }
    }
    send(head(2) + "{}");
    assertThat(receive()).startsWith("HTTP/1.1 200 ");
  }
}
