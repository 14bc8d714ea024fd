package dev.tarn.it.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.it.Clients;
import dev.tarn.it.EmbeddedServer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.EventSourcePosition;
import software.amazon.awssdk.services.lambda.model.Filter;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** Lambda's client manages triggers, and what they deliver is what a Lambda function would get. */
final class LambdaApiIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();
  private static int tables;

  private LambdaClient lambda;
  private RestClient rest;
  private Receiver receiver;
  private String table;
  private String stream;

  @BeforeEach
  void prepare() throws Exception {
    lambda = Clients.lambda(TARN.endpoint());
    rest = RestClient.to(TARN.endpoint());
    receiver = new Receiver();
    table = "Orders" + tables++;
    stream = createTable(table);
    rest.call("PUT", "/webhooks/" + hook(), "{'url':'%s'}".formatted(receiver.url()), 201);
  }

  @AfterEach
  void close() {
    lambda.close();
    rest.close();
    receiver.close();
  }

  @Test
  void deliversTheChangesThatMatch() throws Exception {
    CreateEventSourceMappingResponse mapping =
        lambda.createEventSourceMapping(
            request ->
                request
                    .functionName(hook())
                    .eventSourceArn(stream)
                    .startingPosition(EventSourcePosition.TRIM_HORIZON)
                    .filterCriteria(
                        filters ->
                            filters.filters(
                                Filter.builder()
                                    .pattern(
                                        "{\"dynamodb\":{\"NewImage\":{\"n\":{\"N\":[\"2\"]}}}}")
                                    .build())));
    assertThat(mapping.uuid()).isNotEmpty();
    put("a", 1);
    put("b", 2);
    JsonObject record = receiver.next().getJsonArray("Records").getJsonObject(0);
    assertThat(record.getString("eventSourceARN")).isEqualTo(stream);
    assertThat(record.getString("eventName")).isEqualTo("INSERT");
    assertThat(record.getJsonObject("dynamodb").getJsonObject("NewImage"))
        .isEqualTo(new JsonObject("{\"pk\":{\"S\":\"b\"},\"n\":{\"N\":\"2\"}}"));
    lambda.deleteEventSourceMapping(request -> request.uuid(mapping.uuid()));
  }

  @Test
  void managesATriggerThroughItsLife() {
    String uuid =
        lambda
            .createEventSourceMapping(
                request ->
                    request
                        .functionName("arn:aws:lambda:us-east-1:000000000000:function:" + hook())
                        .eventSourceArn(stream)
                        .startingPosition(EventSourcePosition.LATEST)
                        .batchSize(10)
                        .maximumRetryAttempts(3)
                        .functionResponseTypes(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES))
            .uuid();
    GetEventSourceMappingResponse mapping =
        lambda.getEventSourceMapping(request -> request.uuid(uuid));
    assertThat(mapping.batchSize()).isEqualTo(10);
    assertThat(mapping.maximumRetryAttempts()).isEqualTo(3);
    assertThat(mapping.parallelizationFactor()).isEqualTo(1);
    assertThat(mapping.functionResponseTypes())
        .containsExactly(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES);
    assertThat(mapping.lastModified()).isNotNull();
    assertThat(
            lambda
                .updateEventSourceMapping(request -> request.uuid(uuid).enabled(false).batchSize(7))
                .batchSize())
        .isEqualTo(7);
    assertThat(lambda.listEventSourceMappingsPaginator(request -> request.eventSourceArn(stream)))
        .flatExtracting(page -> page.eventSourceMappings())
        .extracting(EventSourceMappingConfiguration::uuid)
        .containsExactly(uuid);
    lambda.deleteEventSourceMapping(request -> request.uuid(uuid));
    assertThatThrownBy(() -> lambda.deleteEventSourceMapping(request -> request.uuid(uuid)))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void failsWithLambdasErrors() {
    assertThatThrownBy(() -> lambda.getEventSourceMapping(r -> r.uuid("nothing")))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(() -> create("no-such-hook", 1))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(() -> create(hook(), 10_001))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining("BatchSize");
    String uuid = create(hook(), 1);
    assertThatThrownBy(() -> create(hook(), 1)).isInstanceOf(ResourceConflictException.class);
    lambda.deleteEventSourceMapping(request -> request.uuid(uuid));
  }

  private String create(String function, int batchSize) {
    return lambda
        .createEventSourceMapping(
            request ->
                request
                    .functionName(function)
                    .eventSourceArn(stream)
                    .startingPosition(EventSourcePosition.LATEST)
                    .batchSize(batchSize))
        .uuid();
  }

  private String hook() {
    return "hook-" + table;
  }

  private void put(String key, int number) {
    TARN.dynamoDb()
        .putItem(
            request ->
                request
                    .tableName(table)
                    .item(
                        Map.of(
                            "pk", AttributeValue.fromS(key),
                            "n", AttributeValue.fromN(Integer.toString(number)))));
  }

  private static String createTable(String name) {
    return TARN.dynamoDb()
        .createTable(
            request ->
                request
                    .tableName(name)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(
                        AttributeDefinition.builder()
                            .attributeName("pk")
                            .attributeType(ScalarAttributeType.S)
                            .build())
                    .keySchema(List.of(key("pk")))
                    .streamSpecification(
                        s ->
                            s.streamEnabled(true)
                                .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)))
        .tableDescription()
        .latestStreamArn();
  }

  private static KeySchemaElement key(String name) {
    return KeySchemaElement.builder().attributeName(name).keyType(KeyType.HASH).build();
  }
}
