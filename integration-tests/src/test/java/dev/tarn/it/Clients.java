package dev.tarn.it;

import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** AWS's clients. They ask once only: a second attempt would hide the answer to the first. */
public final class Clients {
  /** Much longer than any answer takes, and shorter than a build is patient. */
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private Clients() {}

  public static DynamoDbClient dynamoDb(URI endpoint) {
    return dynamoDb(endpoint, c -> {});
  }

  /** A client with something more to its configuration, such as more attempts. */
  public static DynamoDbClient dynamoDb(
      URI endpoint, Consumer<ClientOverrideConfiguration.Builder> more) {
    return configure(DynamoDbClient.builder(), endpoint, more)
        .httpClient(UrlConnectionHttpClient.builder().socketTimeout(TIMEOUT).build())
        .build();
  }

  public static DynamoDbStreamsClient streams(URI endpoint) {
    return streams(endpoint, c -> {});
  }

  /** As {@link #dynamoDb(URI, Consumer)}. */
  public static DynamoDbStreamsClient streams(
      URI endpoint, Consumer<ClientOverrideConfiguration.Builder> more) {
    return configure(DynamoDbStreamsClient.builder(), endpoint, more)
        .httpClient(UrlConnectionHttpClient.builder().socketTimeout(TIMEOUT).build())
        .build();
  }

  public static LambdaClient lambda(URI endpoint) {
    return configure(LambdaClient.builder(), endpoint)
        .httpClient(UrlConnectionHttpClient.builder().socketTimeout(TIMEOUT).build())
        .build();
  }

  public static DynamoDbAsyncClient dynamoDbAsync(URI endpoint) {
    return configure(DynamoDbAsyncClient.builder(), endpoint)
        .httpClient(NettyNioAsyncHttpClient.builder().maxConcurrency(64).build())
        .build();
  }

  private static <B extends AwsClientBuilder<B, C>, C> B configure(B builder, URI endpoint) {
    return configure(builder, endpoint, c -> {});
  }

  private static <B extends AwsClientBuilder<B, C>, C> B configure(
      B builder, URI endpoint, Consumer<ClientOverrideConfiguration.Builder> more) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("anyone", "anything")))
        .overrideConfiguration(
            c -> {
              c.retryStrategy(r -> r.maxAttempts(1)).apiCallTimeout(TIMEOUT);
              more.accept(c);
            });
  }
}
