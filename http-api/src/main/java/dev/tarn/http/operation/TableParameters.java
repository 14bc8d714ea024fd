package dev.tarn.http.operation;

import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.engine.TableWrite.StreamSwitch;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.table.BillingMode;
import dev.tarn.kv.table.ProvisionedThroughput;
import dev.tarn.kv.table.StreamViewType;
import org.jspecify.annotations.Nullable;

/** The parameters in which a table's settings are given. */
final class TableParameters {
  private TableParameters() {}

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
}
