package dev.tarn.http.operation;

import com.google.common.collect.ImmutableSortedMap;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.engine.TableWrite.EncryptionSwitch;
import dev.tarn.kv.engine.TableWrite.SettingsUpdate;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.table.BillingMode;
import dev.tarn.kv.table.OnDemandThroughput;
import dev.tarn.kv.table.TableClass;
import dev.tarn.kv.table.TableSettings;
import dev.tarn.kv.table.WarmThroughput;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The parameters of a table that are only shown. */
final class SettingsParameters {
  private SettingsParameters() {}

  /**
   * The settings of a new table.
   *
   * @throws ValidationException if they do not go together, or with the billing mode
   */
  static TableSettings created(Structure input, BillingMode billingMode) {
    EncryptionSwitch encryption = encryption(input);
    OnDemandThroughput onDemand = onDemandThroughput(input, billingMode);
    List<Structure> tags = input.structures("Tags");
    return new TableSettings(
        tableClass(input),
        encryption == null ? null : encryption.kmsMasterKeyId(),
        onDemand == null || onDemand.isUnlimited() ? null : onDemand,
        warmThroughput(input, WarmThroughput.ON_DEMAND, "table"),
        ImmutableSortedMap.copyOf(tags == null ? Map.of() : TagParameters.tags(tags)));
  }

  /**
   * The changes of a table's settings.
   *
   * @param billingMode the table's after the change
   * @param shown the warm throughput that the table shows
   * @throws ValidationException if they do not go together, or with the billing mode
   */
  static SettingsUpdate updated(Structure input, BillingMode billingMode, WarmThroughput shown) {
    return new SettingsUpdate(
        tableClass(input),
        encryption(input),
        onDemandThroughput(input, billingMode),
        warmThroughput(input, shown, "table"));
  }

  private static @Nullable TableClass tableClass(Structure input) {
    String value = input.string("TableClass");
    return value == null ? null : TableClass.valueOf(value);
  }

  private static @Nullable EncryptionSwitch encryption(Structure input) {
    Structure specification = input.structure("SSESpecification");
    if (specification == null) {
      return null;
    }
    String type = specification.string("SSEType");
    String key = specification.string("KMSMasterKeyId");
    if (!specification.isTrue("Enabled")) {
      requireAbsent(type, "SSEType");
      requireAbsent(key, "KMSMasterKeyId");
      return new EncryptionSwitch(null);
    }
    if ("AES256".equals(type)) {
      throw ValidationException.invalidParameter("SSEType AES256 is not supported");
    }
    if (key != null && type == null) {
      throw ValidationException.invalidParameter(
          "SSEType KMS is required if KMSMasterKeyId is specified");
    }
    return new EncryptionSwitch(Objects.requireNonNullElse(key, TableSettings.DEFAULT_KEY));
  }

  private static void requireAbsent(@Nullable String value, String name) {
    if (value != null) {
      throw ValidationException.invalidParameter(
          name + " can not be specified if Enabled is false");
    }
  }

  private static @Nullable OnDemandThroughput onDemandThroughput(
      Structure input, BillingMode billingMode) {
    Structure throughput = input.structure("OnDemandThroughput");
    if (throughput == null) {
      return null;
    }
    return new OnDemandThroughput(
        mostUnits(throughput, "MaxReadRequestUnits", billingMode),
        mostUnits(throughput, "MaxWriteRequestUnits", billingMode));
  }

  private static long mostUnits(Structure throughput, String member, BillingMode billingMode) {
    Long units = throughput.longInteger(member);
    if (units == null) {
      return OnDemandThroughput.UNLIMITED;
    }
    if (billingMode == BillingMode.PROVISIONED) {
      throw ValidationException.invalidParameter(
          member
              + " for OnDemandThroughput cannot be specified when the table BillingMode is"
              + " PROVISIONED");
    }
    if (units < 1 && units != OnDemandThroughput.UNLIMITED) {
      throw ValidationException.invalidParameter(
          "Requested " + member + " for OnDemandThroughput for table is outside of valid range");
    }
    return units;
  }

  /**
   * The warm throughput asked for, or null.
   *
   * @param shown what the table or index shows, or a new one would
   * @param resource what an error calls it
   * @throws ValidationException if it is less than what is there
   */
  static @Nullable WarmThroughput warmThroughput(
      Structure input, WarmThroughput shown, String resource) {
    Structure throughput = input.structure("WarmThroughput");
    return throughput == null
        ? null
        : new WarmThroughput(
            warmUnits(throughput, "ReadUnitsPerSecond", shown.readUnitsPerSecond(), resource),
            warmUnits(throughput, "WriteUnitsPerSecond", shown.writeUnitsPerSecond(), resource));
  }

  private static long warmUnits(Structure throughput, String member, long shown, String resource) {
    Long units = throughput.longInteger(member);
    if (units == null) {
      return shown;
    }
    if (units < shown) {
      throw ValidationException.invalidParameter(
          "Requested "
              + member
              + " for WarmThroughput for "
              + resource
              + " is lower than current WarmThroughput, decreasing"
              + " WarmThroughput is not supported");
    }
    return units;
  }
}
