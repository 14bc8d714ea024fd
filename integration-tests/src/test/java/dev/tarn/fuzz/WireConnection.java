package dev.tarn.fuzz;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A connection that sends whatever bytes it is given, several requests in a row too. */
final class WireConnection implements AutoCloseable {
  /** An answer that takes longer is a hang. */
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Socket socket;
  private final InputStream in;

  WireConnection(URI endpoint) throws IOException {
    socket = new Socket(endpoint.getHost(), endpoint.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(Math.toIntExact(TIMEOUT.toMillis()));
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Sends requests without waiting for answers between them. */
  void send(List<WireRequest> requests) throws IOException {
    for (WireRequest request : requests) {
      socket.getOutputStream().write(request.bytes());
    }
  }

  /**
   * The next answer.
   *
   * @throws EOFException if the server has closed the connection
   * @throws java.net.SocketTimeoutException if no answer comes
   */
  WireAnswer receive(boolean hasBody) throws IOException {
    WireAnswer head = head();
    while (head.status() == 100) {
      head = head();
    }
    String length = head.header("content-length");
    byte[] body =
        hasBody && !length.isEmpty() ? in.readNBytes(Integer.parseInt(length)) : new byte[0];
    return new WireAnswer(head.status(), head.headers(), body);
  }

  private WireAnswer head() throws IOException {
    String statusLine = line();
    Map<String, String> headers = new HashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return new WireAnswer(Integer.parseInt(statusLine.split(" ", 3)[1]), headers, new byte[0]);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the server closed the connection after '" + line + "'");
      }
      line.append((char) b);
    }
    return new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
        .strip();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
