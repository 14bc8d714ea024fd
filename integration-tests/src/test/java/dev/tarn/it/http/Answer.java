package dev.tarn.it.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.util.zip.CRC32;
import software.amazon.awssdk.core.SdkBytes;

/**
 * What the server answered.
 *
 * @param status the HTTP status
 * @param headers the HTTP headers
 * @param body the bytes of the body
 */
record Answer(int status, HttpHeaders headers, SdkBytes body) {
  String text() {
    return body.asUtf8String();
  }

  String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /** Asserts what every answer of the API has, whatever was asked. */
  Answer assertWellFormed() {
    CRC32 checksum = new CRC32();
    checksum.update(body.asByteArrayUnsafe());
    assertThat(header("x-amz-crc32")).isEqualTo(Long.toString(checksum.getValue()));
    assertThat(header("x-amzn-RequestId")).matches("[0-9A-Z]{52}");
    assertThat(header("Content-Type")).isEqualTo("application/x-amz-json-1.0");
    assertThat(text())
        .startsWith("{")
        .endsWith("}")
        .doesNotContain("Exception:", "\\tat ", "dev.tarn");
    return this;
  }

  /** Asserts an error of the client's. */
  Answer assertError(String name) {
    assertThat(status).as(text()).isEqualTo(400);
    assertWellFormed();
    assertThat(text()).containsPattern("\"__type\":\"[a-z0-9.]+#" + name + "\"");
    return this;
  }
}
