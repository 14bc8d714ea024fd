package dev.tarn.it;

import dev.tarn.Tarn;
import dev.tarn.TarnOptions;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** A server in this JVM for all tests of a class, and clients to it. */
public final class EmbeddedServer implements BeforeAllCallback, AfterAllCallback {
  private final TarnOptions options;
  private @Nullable Tarn tarn;
  private @Nullable DynamoDbClient dynamoDb;
  private @Nullable DynamoDbStreamsClient streams;
  private @Nullable Class<?> owner;

  public EmbeddedServer() {
    this(Tarn.inMemory());
  }

  public EmbeddedServer(TarnOptions options) {
    this.options = options;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (owner == null) {
      owner = context.getRequiredTestClass();
      tarn = options.start();
      dynamoDb = Clients.dynamoDb(tarn.endpoint());
      streams = Clients.streams(tarn.endpoint());
    }
  }

  /** The nested classes of a test class are its chapters: the server stays for all of them. */
  @Override
  public void afterAll(ExtensionContext context) {
    if (context.getRequiredTestClass() == owner) {
      dynamoDb().close();
      streams().close();
      Objects.requireNonNull(tarn).close();
      owner = null;
    }
  }

  public URI endpoint() {
    return Objects.requireNonNull(tarn).endpoint();
  }

  public DynamoDbClient dynamoDb() {
    return Objects.requireNonNull(dynamoDb);
  }

  public DynamoDbStreamsClient streams() {
    return Objects.requireNonNull(streams);
  }
}
