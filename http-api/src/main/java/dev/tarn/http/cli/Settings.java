package dev.tarn.http.cli;

import com.google.common.base.Splitter;
import dev.tarn.Tarn;
import dev.tarn.TarnOptions;
import dev.tarn.http.webhook.AddressRange;
import dev.tarn.stream.log.Durability;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/**
 * The settings that somebody asks for: an option wins over a variable, a variable over the default.
 */
final class Settings {
  private final ParseResult options;
  private final Map<String, String> environment;

  Settings(ParseResult options, Map<String, String> environment) {
    this.options = options;
    this.environment = environment;
  }

  /** All settings of a server. */
  TarnOptions toOptions() {
    TarnOptions result = isInMemory() ? Tarn.inMemory() : Tarn.at(dataDirectory());
    result = with(result, Setting.HOST, TarnOptions::withHost);
    result = with(result, Setting.PORT, (r, text) -> r.withPort(integer(text)));
    result = with(result, Setting.PARTITIONS, (r, text) -> r.withPartitions(integer(text)));
    result = with(result, Setting.DURABILITY, (r, text) -> r.withDurability(durability(text)));
    result = with(result, Setting.REGION, TarnOptions::withRegion);
    result = with(result, Setting.ACCOUNT_ID, TarnOptions::withAccountId);
    result = with(result, Setting.TABLE_DELAY, (r, text) -> r.withTableDelay(milliseconds(text)));
    result = with(result, Setting.GSI_DELAY, (r, text) -> r.withGsiDelay(milliseconds(text)));
    result =
        with(
            result, Setting.ENFORCE_THROUGHPUT, (r, text) -> r.withEnforcedThroughput(truth(text)));
    result =
        with(
            result,
            Setting.SHARD_ROLLOVER,
            (r, text) -> r.withShardRollover(Quantity.duration(text)));
    result =
        with(
            result,
            Setting.MIN_FREE_DISK,
            (r, text) -> r.withMinFreeDiskBytes(Quantity.bytes(text)));
    result = with(result, Setting.WEBHOOK_ALLOW, (r, text) -> r.withWebhookAllow(ranges(text)));
    return result.withAdmin(isGiven(Setting.ADMIN) || isWished(Setting.ADMIN));
  }

  /** The directory that has the data, or is to get it. */
  Path dataDirectory() {
    return parse(Setting.DATA_DIR, Objects.requireNonNull(text(Setting.DATA_DIR)), Path::of);
  }

  /** Whether no data is kept. An image may name a directory, and its user wish for none. */
  private boolean isInMemory() {
    boolean inMemory = isGiven(Setting.IN_MEMORY);
    boolean onDisk = isGiven(Setting.DATA_DIR);
    if (inMemory && onDisk) {
      throw new UsageException("--in-memory keeps nothing: leave it out, or --data-dir");
    }
    return inMemory || (!onDisk && isWished(Setting.IN_MEMORY));
  }

  /** Whether the environment has what is an option without a value. */
  private boolean isWished(Setting setting) {
    String wish = variable(setting);
    return wish != null && parse(setting, wish, Settings::truth);
  }

  private TarnOptions with(
      TarnOptions options, Setting setting, BiFunction<TarnOptions, String, TarnOptions> change) {
    String text = text(setting);
    return text == null ? options : parse(setting, text, t -> change.apply(options, t));
  }

  private <T> T parse(Setting setting, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      String origin = isGiven(setting) ? setting.option() : setting.variable();
      throw new UsageException(origin + ": " + e.getMessage());
    }
  }

  private @Nullable String text(Setting setting) {
    if (isGiven(setting)) {
      return options.matchedOptionValue(setting.option(), setting.defaultValue());
    }
    String value = variable(setting);
    return value == null ? setting.defaultValue() : value;
  }

  private boolean isGiven(Setting setting) {
    return options.hasMatchedOption(setting.option());
  }

  /** An empty variable is none, as a deployment's template leaves it. */
  private @Nullable String variable(Setting setting) {
    String value = environment.get(setting.variable());
    return value == null || value.isEmpty() ? null : value;
  }

  private static int integer(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'%s' is not a whole number".formatted(text), e);
    }
  }

  private static Duration milliseconds(String text) {
    return Duration.ofMillis(integer(text));
  }

  private static boolean truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw new IllegalArgumentException("true or false, not '%s'".formatted(text));
    };
  }

  private static List<AddressRange> ranges(String text) {
    return Splitter.on(',').trimResults().splitToStream(text).map(AddressRange::parse).toList();
  }

  private static Durability durability(String text) {
    return switch (text) {
      case "fsync" -> Durability.FSYNC;
      case "os" -> Durability.OS;
      default -> throw new IllegalArgumentException("fsync or os, not '%s'".formatted(text));
    };
  }
}
