package dev.tarn.http.protocol;

import dev.tarn.http.protocol.Shape.StructureShape;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A service's operations, the shapes of their inputs, and its errors, from the compact description
 * that the build derives from the service's own model. Shapes are made when they are first asked
 * for: a start costs the reading of some 30 KB of lines.
 */
public final class ServiceModel {
  private final Map<String, String> inputs = new HashMap<>();
  private final Map<String, Integer> errors = new HashMap<>();
  private final ShapeLines shapes = new ShapeLines();

  private ServiceModel(String... resources) {
    for (String resource : resources) {
      read(resource);
    }
  }

  /** Amazon DynamoDB, API version 2012-08-10. */
  public static ServiceModel dynamodb() {
    return new ServiceModel("dynamodb.shapes", "dynamodb-observed.shapes");
  }

  /** Amazon DynamoDB Streams, API version 2012-08-10. */
  public static ServiceModel streams() {
    return new ServiceModel("dynamodb-streams.shapes");
  }

  /** The names of all operations, done here or not. */
  public Set<String> operationNames() {
    return Set.copyOf(inputs.keySet());
  }

  /**
   * An operation's input, decoded from its JSON and checked as a request's.
   *
   * @throws dev.tarn.kv.error.DynamoDbException if it does not fit the shape or its constraints
   */
  public Structure input(String operation, byte[] body) {
    Structure input = InputDecoder.decode(body, input(operation));
    Constraints.check(input);
    return input;
  }

  /** The HTTP status of each error that the service can answer with, by the error's name. */
  public Map<String, Integer> errors() {
    return Map.copyOf(errors);
  }

  /** The shape of an operation's input. */
  StructureShape input(String operation) {
    String shape = Objects.requireNonNull(inputs.get(operation), operation);
    return (StructureShape) shapes.shape(shape);
  }

  private void read(String resource) {
    try (InputStream in = ServiceModel.class.getResourceAsStream(resource);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    Objects.requireNonNull(in, resource), StandardCharsets.UTF_8))) {
      lines.lines().forEach(this::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String line) {
    if (line.isBlank() || line.startsWith("#")) {
      return;
    }
    String[] words = line.split(" ", 3);
    switch (words[0]) {
      case "operation" -> inputs.put(words[1], words[2]);
      case "error" -> errors.put(words[1], Integer.valueOf(words[2]));
      default -> shapes.add(words[1], line);
    }
  }
}
