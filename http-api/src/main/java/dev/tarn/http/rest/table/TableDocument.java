package dev.tarn.http.rest.table;

import dev.tarn.http.json.JsonOutput;
import dev.tarn.http.operation.CreateTable;
import dev.tarn.http.protocol.AnswerJson;
import dev.tarn.http.protocol.ServiceModel;
import dev.tarn.http.rest.Members;
import dev.tarn.http.rest.ProblemException;
import dev.tarn.kv.engine.TableWrite;
import dev.tarn.kv.item.AttributeValue.M;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table as a client describes it. It is put into the words of DynamoDB's CreateTable, whose rules
 * it has to keep.
 *
 * @param name the table's name
 * @param members the body
 */
record TableDocument(String name, Members members) {
  static final String STREAM = "stream";
  static final String TIME_TO_LIVE = "timeToLive";
  static final String DELETION_PROTECTION = "deletionProtection";
  private static final String PARTITION_KEY = "partitionKey";
  private static final String SORT_KEY = "sortKey";
  private static final String INDEXES = "indexes";
  private static final String KIND = "kind";
  private static final String LOCAL = "local";
  private static final String NAME = "name";
  private static final String PROJECTION = "projection";
  private static final Set<String> KEY_ATTRIBUTE = Set.of(NAME, "type");
  private static final Set<String> INDEX = Set.of(NAME, KIND, PARTITION_KEY, SORT_KEY, PROJECTION);
  private static final Map<String, String> TYPES =
      Map.of("string", "S", "number", "N", "binary", "B");

  /** Read when the first table is created. */
  private static final class Model {
    static final ServiceModel DYNAMODB = ServiceModel.dynamodb();
  }

  static TableDocument of(String name, M body) {
    return new TableDocument(
        name,
        Members.of(
            body,
            Set.of(PARTITION_KEY, SORT_KEY, INDEXES, STREAM, TIME_TO_LIVE, DELETION_PROTECTION)));
  }

  /** The attribute with the time of an item's expiry, or null if items do not expire. */
  @Nullable String timeToLive() {
    return members.string(TIME_TO_LIVE);
  }

  /**
   * The creation of the table, but for its time to live.
   *
   * @throws ProblemException if the document is not of its form
   * @throws dev.tarn.kv.error.DynamoDbException if it breaks a rule of CreateTable's
   */
  TableWrite.Create toCreate() {
    JsonOutput out = new JsonOutput();
    out.startObject();
    write(new AnswerJson(out));
    out.endObject();
    return CreateTable.write(Model.DYNAMODB.input("CreateTable", out.toByteArray()));
  }

  private void write(AnswerJson json) {
    json.string("TableName", name);
    json.string("BillingMode", "PAY_PER_REQUEST");
    json.bool("DeletionProtectionEnabled", Boolean.TRUE.equals(members.bool(DELETION_PROTECTION)));
    String stream = members.string(STREAM);
    if (stream != null) {
      json.startObject("StreamSpecification");
      json.bool("StreamEnabled", true);
      json.string("StreamViewType", stream);
      json.endObject();
    }
    List<Members> indexes = members.objects(INDEXES, INDEX);
    writeDefinitions(json, indexes);
    writeKeySchema(json, key(members, PARTITION_KEY), key(members, SORT_KEY));
    writeIndexes(json, "LocalSecondaryIndexes", indexes.stream().filter(this::isLocal).toList());
    writeIndexes(
        json, "GlobalSecondaryIndexes", indexes.stream().filter(i -> !isLocal(i)).toList());
  }

  /** Each attribute once, with its type. */
  private void writeDefinitions(AnswerJson json, List<Members> indexes) {
    List<Members> keys = new ArrayList<>(List.of(members));
    keys.addAll(indexes);
    Map<String, String> types = new LinkedHashMap<>();
    for (Members each : keys) {
      for (String part : List.of(PARTITION_KEY, SORT_KEY)) {
        key(each, part).forEach(attribute -> addType(attribute, types));
      }
    }
    json.startArray("AttributeDefinitions");
    types.forEach(
        (attribute, type) -> {
          json.startObject();
          json.string("AttributeName", attribute);
          json.string("AttributeType", type);
          json.endObject();
        });
    json.endArray();
  }

  private static void addType(Members attribute, Map<String, String> types) {
    String type = TYPES.get(attribute.requiredString("type"));
    if (type == null) {
      throw ProblemException.badRequest(
          "The member %stype must be string, number or binary.".formatted(attribute.path()));
    }
    String other = types.put(attribute.requiredString(NAME), type);
    if (other != null && !other.equals(type)) {
      throw ProblemException.badRequest(
          "The attribute %s is given two types.".formatted(attribute.requiredString(NAME)));
    }
  }

  private static List<Members> key(Members key, String part) {
    return key.objects(part, KEY_ATTRIBUTE);
  }

  private void writeIndexes(AnswerJson json, String member, List<Members> indexes) {
    if (indexes.isEmpty()) {
      return;
    }
    json.startArray(member);
    for (Members index : indexes) {
      json.startObject();
      json.string("IndexName", index.requiredString(NAME));
      List<Members> own = key(index, PARTITION_KEY);
      List<Members> partitionKey =
          own.isEmpty() && isLocal(index) ? key(members, PARTITION_KEY) : own;
      writeKeySchema(json, partitionKey, key(index, SORT_KEY));
      writeProjection(json, index);
      json.endObject();
    }
    json.endArray();
  }

  private static void writeKeySchema(
      AnswerJson json, List<Members> partitionKey, List<Members> sortKey) {
    if (partitionKey.isEmpty()) {
      throw ProblemException.badRequest("The member partitionKey is required.");
    }
    json.startArray("KeySchema");
    partitionKey.forEach(attribute -> writeElement(json, attribute, "HASH"));
    sortKey.forEach(attribute -> writeElement(json, attribute, "RANGE"));
    json.endArray();
  }

  private static void writeElement(AnswerJson json, Members attribute, String keyType) {
    json.startObject();
    json.string("AttributeName", attribute.requiredString(NAME));
    json.string("KeyType", keyType);
    json.endObject();
  }

  private static void writeProjection(AnswerJson json, Members index) {
    List<String> attributes = index.strings(PROJECTION);
    String type = attributes == null ? index.string(PROJECTION) : "INCLUDE";
    json.startObject("Projection");
    json.string("ProjectionType", type == null ? "ALL" : type);
    if (attributes != null) {
      json.startArray("NonKeyAttributes");
      attributes.forEach(json::string);
      json.endArray();
    }
    json.endObject();
  }

  private boolean isLocal(Members index) {
    String kind = index.string(KIND);
    if (kind != null && !Set.of(LOCAL, "global").contains(kind)) {
      throw ProblemException.badRequest("The member indexes.kind must be local or global.");
    }
    return LOCAL.equals(kind);
  }
}
