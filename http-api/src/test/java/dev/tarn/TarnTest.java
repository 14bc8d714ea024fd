package dev.tarn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TarnTest {
  @Test
  void answersAtItsEndpoint() throws Exception {
    try (Tarn tarn = Tarn.inMemory().start();
        HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(tarn.endpoint()).build();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("healthy");
    }
  }

  @Test
  void manyRunInOneProcess() {
    try (Tarn one = Tarn.inMemory().start();
        Tarn other = Tarn.inMemory().start()) {
      assertThat(one.endpoint()).isNotEqualTo(other.endpoint());
    }
  }

  @Test
  void isGoneOnceClosed() throws IOException {
    Tarn tarn = Tarn.inMemory().start();
    URI endpoint = tarn.endpoint();
    tarn.close();
    tarn.close();
    assertThatThrownBy(() -> new Socket(endpoint.getHost(), endpoint.getPort()).close())
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void startsAgainOnItsDirectory(@TempDir Path directory) {
    for (int start = 0; start < 3; start++) {
      Tarn.at(directory).start().close();
    }
    assertThat(Tarn.check(directory, progress -> {}).problems()).isEmpty();
  }
}
