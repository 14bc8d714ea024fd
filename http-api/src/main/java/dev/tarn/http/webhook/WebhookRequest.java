package dev.tarn.http.webhook;

import dev.tarn.stream.trigger.Delivery;
import dev.tarn.stream.trigger.Webhook;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;

/**
 * One request to a webhook.
 *
 * @param webhook where it goes
 * @param id its webhook-id
 * @param attempt 1 for the first
 * @param body its body
 */
record WebhookRequest(Webhook webhook, String id, int attempt, Buffer body) {
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  static WebhookRequest of(Delivery delivery, byte[] body) {
    return new WebhookRequest(
        delivery.webhook(), delivery.webhookId(), delivery.attempt(), Buffer.buffer(body));
  }

  String host() {
    return webhook.url().getHost();
  }

  /** The request as it goes to an address; Host and server name stay those of the URL. */
  RequestOptions optionsAt(InetAddress address) {
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setServer(SocketAddress.inetSocketAddress(port(), address.getHostAddress()))
        .setHost(host())
        .setPort(port())
        .setSsl(isHttps())
        .setURI(target());
  }

  private boolean isHttps() {
    return "https".equalsIgnoreCase(webhook.url().getScheme());
  }

  private int port() {
    int port = webhook.url().getPort();
    return port > 0 ? port : isHttps() ? HTTPS_PORT : HTTP_PORT;
  }

  private String target() {
    URI url = webhook.url();
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
  }
}
