package dev.tarn.http.operation;

import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.engine.TableWrite.StreamSwitch;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.item.AttributeType;
import dev.tarn.kv.table.BillingMode;
import dev.tarn.kv.table.KeyAttribute;
import dev.tarn.kv.table.KeySchema;
import dev.tarn.kv.table.ProvisionedThroughput;
import dev.tarn.kv.table.StreamViewType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters in which a table's settings are given. */
final class TableParameters {
  private TableParameters() {}

  /**
   * The primary key.
   *
   * @throws ValidationException if KeySchema and AttributeDefinitions make none
   */
  static KeySchema keySchema(Structure input) {
    List<Structure> elements = input.requiredStructures("KeySchema");
    Map<String, AttributeType> definitions =
        definitions(input.requiredStructures("AttributeDefinitions"));
    requireDefined(elements, definitions);
    requireKeyTypes(elements);
    if (definitions.size() != elements.size()) {
      throw ValidationException.invalidParameter(
          "Number of attributes in KeySchema does not exactly match number of attributes defined"
              + " in AttributeDefinitions");
    }
    return new KeySchema(
        attribute(elements.getFirst(), definitions),
        elements.size() == 1 ? null : attribute(elements.get(1), definitions));
  }

  /** The billing mode, or null if the request has none. */
  static @Nullable BillingMode billingMode(Structure input) {
    String value = input.string("BillingMode");
    return value == null ? null : BillingMode.valueOf(value);
  }

  /**
   * The throughput, or null if the request has none.
   *
   * @throws ValidationException if it does not go with the billing mode
   */
  static @Nullable ProvisionedThroughput throughput(Structure input, BillingMode billingMode) {
    Structure throughput = input.structure("ProvisionedThroughput");
    if (throughput == null) {
      return null;
    }
    if (billingMode == BillingMode.PAY_PER_REQUEST) {
      throw ValidationException.invalidParameter(
          "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is"
              + " PAY_PER_REQUEST");
    }
    return new ProvisionedThroughput(
        throughput.requiredLong("ReadCapacityUnits"),
        throughput.requiredLong("WriteCapacityUnits"));
  }

  /** The error for a provisioned table without a throughput. */
  static ValidationException missingThroughput() {
    return ValidationException.invalidParameter(
        "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is"
            + " PROVISIONED");
  }

  /**
   * Whether to enable or disable the stream, or null if the request does not say.
   *
   * @throws ValidationException if the view type does not go with it
   */
  static @Nullable StreamSwitch stream(Structure input) {
    Structure specification = input.structure("StreamSpecification");
    if (specification == null) {
      return null;
    }
    String viewType = specification.string("StreamViewType");
    if (!specification.isTrue("StreamEnabled")) {
      if (viewType != null) {
        throw ValidationException.invalidParameter(
            "StreamViewType cannot be specified when StreamEnabled is set to false");
      }
      return new StreamSwitch(null);
    }
    if (viewType == null) {
      throw ValidationException.invalidParameter(
          "StreamViewType must be specified when StreamEnabled is set to true");
    }
    return new StreamSwitch(StreamViewType.valueOf(viewType));
  }

  private static Map<String, AttributeType> definitions(List<Structure> definitions) {
    Map<String, AttributeType> types = new LinkedHashMap<>();
    for (Structure definition : definitions) {
      String name = definition.requiredString("AttributeName");
      AttributeType type = AttributeType.valueOf(definition.requiredString("AttributeType"));
      if (types.put(name, type) != null) {
        throw ValidationException.invalidParameter(
            "Duplicate AttributeName in AttributeDefinitions: " + name);
      }
    }
    return types;
  }

  private static void requireDefined(
      List<Structure> elements, Map<String, AttributeType> definitions) {
    List<String> names =
        elements.stream().map(element -> element.requiredString("AttributeName")).toList();
    if (!definitions.keySet().containsAll(names)) {
      throw ValidationException.invalidParameter(
          "Some index key attributes are not defined in AttributeDefinitions. Keys: "
              + names
              + ", AttributeDefinitions: "
              + definitions.keySet());
    }
  }

  private static void requireKeyTypes(List<Structure> elements) {
    if (!"HASH".equals(elements.getFirst().requiredString("KeyType"))) {
      throw new ValidationException(
          "Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
    }
    if (elements.size() == 1) {
      return;
    }
    if (!"RANGE".equals(elements.get(1).requiredString("KeyType"))) {
      throw new ValidationException(
          "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
    }
    if (elements
        .getFirst()
        .requiredString("AttributeName")
        .equals(elements.get(1).requiredString("AttributeName"))) {
      throw new ValidationException(
          "Both the Hash Key and the Range Key element in the KeySchema have the same name");
    }
  }

  private static KeyAttribute attribute(Structure element, Map<String, AttributeType> definitions) {
    String name = element.requiredString("AttributeName");
    AttributeType type = definitions.get(name);
    if (type == null) {
      throw new IllegalStateException("checked before: " + name + " is defined");
    }
    return new KeyAttribute(name, type);
  }
}
