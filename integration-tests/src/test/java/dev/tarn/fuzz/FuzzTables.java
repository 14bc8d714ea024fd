package dev.tarn.fuzz;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables that the fuzzer works on, made anew from time to time so that no run fills a disk. */
final class FuzzTables {
  /** The names of all tables of the fuzzer begin with it. */
  private static final String PREFIX = "fuzz";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern NAME = Pattern.compile("\"([a-zA-Z0-9_.-]+)\"");

  private final URI endpoint;
  private final InputMembers members;
  private final Set<String> foreign;

  /** What the names in angle brackets stand for. */
  private final Map<String, String> names = new HashMap<>();

  FuzzTables(URI endpoint, InputMembers members) throws IOException {
    this.endpoint = endpoint;
    this.members = members;
    this.foreign = tables();
    foreign.removeIf(name -> name.startsWith(PREFIX));
  }

  /** Deletes every table that was made since the fuzzer began, and makes its own anew. */
  void reset() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (Set<String> left = strange(); !left.isEmpty(); left = strange()) {
      if (System.nanoTime() > deadline) {
        throw new IOException("tables cannot be deleted: " + left);
      }
      for (String table : left) {
        delete(table);
      }
      Thread.sleep(20);
    }
    for (SeedRequest request : SeedRequest.read("tables.txt")) {
      require(request.operation(), request.body());
    }
    learnNames();
  }

  /** Whether a request that succeeded has taken one of the tables away. */
  boolean areThere() throws IOException {
    return tables().containsAll(Set.of("fuzz", "fuzz-binary", "fuzz-grow", "fuzz-shrink"));
  }

  /** Whether the server has an operation. */
  boolean serverKnows(String operation) throws IOException {
    return !call(operation, "{}").text().contains("#UnknownOperationException");
  }

  /** A seed's body with what the names stand for. */
  String resolve(String body) {
    String resolved = body;
    for (Map.Entry<String, String> name : names.entrySet()) {
      resolved = resolved.replace(name.getKey(), name.getValue());
    }
    return resolved;
  }

  private void learnNames() throws IOException {
    names.clear();
    names.put("<stream>", member("LatestStreamArn", "DescribeTable", "{\"TableName\":\"fuzz\"}"));
    String stream = resolve("{\"StreamArn\":\"<stream>\"}");
    names.put("<shard>", member("ShardId", "DescribeStream", stream));
    names.put("<number>", member("StartingSequenceNumber", "DescribeStream", stream));
    String shard =
        resolve(
            "{\"StreamArn\":\"<stream>\",\"ShardId\":\"<shard>\",\"ShardIteratorType\":"
                + "\"TRIM_HORIZON\"}");
    names.put("<iterator>", member("ShardIterator", "GetShardIterator", shard));
  }

  private String member(String name, String operation, String body) throws IOException {
    String answer = require(operation, body);
    Matcher value = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(answer);
    if (!value.find()) {
      throw new IOException("no " + name + " in " + answer);
    }
    return value.group(1);
  }

  private Set<String> strange() throws IOException {
    Set<String> strange = tables();
    strange.removeAll(foreign);
    return strange;
  }

  private Set<String> tables() throws IOException {
    Set<String> found = new TreeSet<>();
    String start = "";
    while (true) {
      String answer = require("ListTables", start.isEmpty() ? "{}" : startingAfter(start));
      int end = answer.indexOf(']');
      NAME.matcher(answer.substring(answer.indexOf('['), end))
          .results()
          .forEach(name -> found.add(name.group(1)));
      Matcher last = Pattern.compile("\"LastEvaluatedTableName\":\"([^\"]+)\"").matcher(answer);
      if (!last.find()) {
        return found;
      }
      start = last.group(1);
    }
  }

  private static String startingAfter(String table) {
    return "{\"ExclusiveStartTableName\":\"" + table + "\"}";
  }

  /** As far as it can be deleted now. */
  private void delete(String table) throws IOException {
    String name = "{\"TableName\":\"" + table + "\"";
    if (call("DeleteTable", name + "}").status() != 200) {
      call("UpdateTable", name + ",\"DeletionProtectionEnabled\":false}");
    }
  }

  private String require(String operation, String body) throws IOException {
    WireAnswer answer = call(operation, body);
    if (answer.status() != 200) {
      throw new IOException(operation + " " + body + " -> " + answer.describe());
    }
    return answer.text();
  }

  private WireAnswer call(String operation, String body) throws IOException {
    try (WireConnection connection = new WireConnection(endpoint)) {
      connection.send(
          List.of(WireRequest.post(operation, members.target(operation), Json.bytes(body))));
      return connection.receive(true);
    }
  }
}
