package dev.tarn.http.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A setting of the server: {@code --data-dir} on the command line, {@code TARN_DATA_DIR} else. */
enum Setting {
  HOST("ADDRESS", "127.0.0.1", "The address to listen on."),
  PORT("PORT", "8000", "The port to listen on; 0 picks one."),
  DATA_DIR("DIR", "tarn-data", "The directory that keeps the data."),
  IN_MEMORY(null, null, "Keep no data after the end."),
  PARTITIONS("N", null, "How many partitions a new data directory gets. Default: 4"),
  DURABILITY("fsync|os", "fsync", "When a write is answered: once on disk, or once in the system."),
  REGION("NAME", "us-east-1", "The region in ARNs."),
  ACCOUNT_ID("DIGITS", "000000000000", "The account in ARNs."),
  TABLE_DELAY("MS", "0", "How long tables take to be created, updated and deleted."),
  GSI_DELAY("MS", "0", "How long global secondary indexes are behind their tables."),
  ENFORCE_THROUGHPUT("true|false", "false", "Hold provisioned tables to their throughput."),
  SHARD_ROLLOVER("DURATION", "4h", "How long a stream's shards are open: 30s, 15m, 4h."),
  MIN_FREE_DISK(
      "SIZE",
      null,
      "Refuse writes while the disk has less room. Default: 512MB, or a tenth of a small disk"),
  WEBHOOK_ALLOW(
      "CIDR[,CIDR]", null, "Let webhooks go to these addresses too, though they are not public."),
  ADMIN(null, null, "Let whoever reaches the server make requests fail and move its clock.");

  private final @Nullable String valueLabel;
  private final @Nullable String defaultValue;
  private final String description;

  Setting(@Nullable String valueLabel, @Nullable String defaultValue, String description) {
    this.valueLabel = valueLabel;
    this.defaultValue = defaultValue;
    this.description = description;
  }

  String option() {
    return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String variable() {
    return "TARN_" + name();
  }

  /** What stands for the value in the usage text, or null for an option without a value. */
  @Nullable String valueLabel() {
    return valueLabel;
  }

  @Nullable String defaultValue() {
    return defaultValue;
  }

  String description() {
    return defaultValue == null
        ? description
        : "%s Default: %s".formatted(description, defaultValue);
  }
}
