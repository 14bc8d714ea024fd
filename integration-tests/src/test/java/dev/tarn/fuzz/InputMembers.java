package dev.tarn.fuzz;

import dev.tarn.http.protocol.ServiceModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** What the services' models name: their operations, and the members of every input. */
final class InputMembers {
  private static final String DYNAMODB = "DynamoDB_20120810.";
  private static final String STREAMS = "DynamoDBStreams_20120810.";

  private final Map<String, String> targets = new HashMap<>();
  private final Map<String, String> inputs = new HashMap<>();
  private final Map<String, List<String>> structures = new HashMap<>();

  InputMembers() {
    read("dynamodb.shapes");
    read("dynamodb-streams.shapes");
    ServiceModel.dynamodb().operationNames().forEach(name -> targets.put(name, DYNAMODB + name));
    ServiceModel.streams().operationNames().forEach(name -> targets.put(name, STREAMS + name));
  }

  /** The operations of both services. */
  Set<String> operations() {
    return new TreeSet<>(targets.keySet());
  }

  /** What a request names as its target. */
  String target(String operation) {
    return Objects.requireNonNull(targets.get(operation), operation);
  }

  /** The members of an operation's input. */
  List<String> of(String operation) {
    return structures.getOrDefault(inputs.getOrDefault(operation, ""), List.of());
  }

  /** The members of some structure, whichever has the member. */
  List<String> besides(String member) {
    return structures.values().stream()
        .filter(members -> members.contains(member))
        .findFirst()
        .orElse(List.of());
  }

  private void read(String resource) {
    try (InputStream in = ServiceModel.class.getResourceAsStream(resource);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    Objects.requireNonNull(in, resource), StandardCharsets.UTF_8))) {
      lines.lines().map(line -> List.of(line.split(" ", -1))).forEach(this::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(List<String> words) {
    if (words.getFirst().equals("operation")) {
      inputs.put(words.get(1), words.get(2));
    } else if (words.getFirst().equals("structure")) {
      List<String> members = new ArrayList<>();
      words.subList(2, words.size()).forEach(word -> members.add(word.split("!?:", 2)[0]));
      structures.put(words.get(1), members);
    }
  }
}
