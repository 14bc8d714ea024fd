package dev.tarn.http.cli;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.TarnOptions;
import dev.tarn.stream.log.Durability;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class SettingsTest {
  @Test
  void everySettingHasADefault() {
    TarnOptions options = parse(Map.of());
    assertThat(options)
        .returns("127.0.0.1", TarnOptions::host)
        .returns(8000, TarnOptions::port)
        .returns(Path.of("tarn-data"), TarnOptions::dataDirectory)
        .returns(OptionalInt.empty(), TarnOptions::partitions)
        .returns(Durability.FSYNC, TarnOptions::durability)
        .returns("us-east-1", TarnOptions::region)
        .returns("000000000000", TarnOptions::accountId)
        .returns(Duration.ZERO, TarnOptions::tableDelay)
        .returns(Duration.ZERO, TarnOptions::gsiDelay)
        .returns(false, TarnOptions::enforcesThroughput)
        .returns(Duration.ofHours(4), TarnOptions::shardRollover)
        .returns(OptionalLong.empty(), TarnOptions::minFreeDiskBytes)
        .returns(false, TarnOptions::admin);
  }

  @Test
  void everySettingIsAnOption() {
    TarnOptions options =
        parse(
            Map.of(),
            "serve",
            "--host=::1",
            "--port=0",
            "--data-dir=/data",
            "--partitions=8",
            "--durability=os",
            "--region=eu-west-1",
            "--account-id=123456789012",
            "--table-delay=1500",
            "--gsi-delay=200",
            "--enforce-throughput=true",
            "--shard-rollover=90s",
            "--min-free-disk=2GB",
            "--webhook-allow=10.0.0.0/8,fd00::/8",
            "--admin");
    assertThat(options)
        .returns("::1", TarnOptions::host)
        .returns(0, TarnOptions::port)
        .returns(Path.of("/data"), TarnOptions::dataDirectory)
        .returns(OptionalInt.of(8), TarnOptions::partitions)
        .returns(Durability.OS, TarnOptions::durability)
        .returns("eu-west-1", TarnOptions::region)
        .returns("123456789012", TarnOptions::accountId)
        .returns(Duration.ofMillis(1500), TarnOptions::tableDelay)
        .returns(Duration.ofMillis(200), TarnOptions::gsiDelay)
        .returns(true, TarnOptions::enforcesThroughput)
        .returns(Duration.ofSeconds(90), TarnOptions::shardRollover)
        .returns(OptionalLong.of(2L << 30), TarnOptions::minFreeDiskBytes)
        .returns("[10.0.0.0/8, fd00::/8]", set -> set.webhookAllow().toString())
        .returns(true, TarnOptions::admin);
  }

  @Test
  void everySettingIsAVariable() {
    TarnOptions options =
        parse(
            Map.ofEntries(
                entry("TARN_HOST", "0.0.0.0"),
                entry("TARN_PORT", "9000"),
                entry("TARN_DATA_DIR", "/data"),
                entry("TARN_PARTITIONS", "2"),
                entry("TARN_DURABILITY", "os"),
                entry("TARN_REGION", "eu-west-1"),
                entry("TARN_ACCOUNT_ID", "123456789012"),
                entry("TARN_TABLE_DELAY", "1500"),
                entry("TARN_GSI_DELAY", "200"),
                entry("TARN_ENFORCE_THROUGHPUT", "true"),
                entry("TARN_SHARD_ROLLOVER", "15m"),
                entry("TARN_MIN_FREE_DISK", "0KB"),
                entry("TARN_ADMIN", "true")));
    assertThat(options)
        .returns("0.0.0.0", TarnOptions::host)
        .returns(9000, TarnOptions::port)
        .returns(Path.of("/data"), TarnOptions::dataDirectory)
        .returns(OptionalInt.of(2), TarnOptions::partitions)
        .returns(Durability.OS, TarnOptions::durability)
        .returns("eu-west-1", TarnOptions::region)
        .returns("123456789012", TarnOptions::accountId)
        .returns(Duration.ofMillis(1500), TarnOptions::tableDelay)
        .returns(Duration.ofMillis(200), TarnOptions::gsiDelay)
        .returns(true, TarnOptions::enforcesThroughput)
        .returns(Duration.ofMinutes(15), TarnOptions::shardRollover)
        .returns(OptionalLong.of(0), TarnOptions::minFreeDiskBytes)
        .returns(true, TarnOptions::admin);
  }

  @Test
  void anOptionWinsOverAVariable() {
    assertThat(parse(Map.of("TARN_PORT", "9000"), "--port", "9001").port()).isEqualTo(9001);
  }

  @Test
  void anEmptyVariableIsNone() {
    assertThat(parse(Map.of("TARN_PORT", "")).port()).isEqualTo(8000);
  }

  @Test
  void inMemoryWinsOverTheVariableOfADirectory() {
    Map<String, String> directory = Map.of("TARN_DATA_DIR", "/data");
    assertThat(parse(directory, "--in-memory").dataDirectory()).isNull();
    Map<String, String> both = Map.of("TARN_DATA_DIR", "/data", "TARN_IN_MEMORY", "true");
    assertThat(parse(both).dataDirectory()).isNull();
  }

  @Test
  void aDirectoryWinsOverTheVariableForNone() {
    Map<String, String> inMemory = Map.of("TARN_IN_MEMORY", "1");
    assertThat(parse(inMemory, "--data-dir=/data").dataDirectory()).isEqualTo(Path.of("/data"));
    assertThat(parse(Map.of("TARN_IN_MEMORY", "false")).dataDirectory()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--port | http | --port: 'http' is not a whole number",
        "--port | 65536 | --port: a port is 0 to 65535, not '65536'",
        "--port | -1 | --port: a port is 0 to 65535, not '-1'",
        "--partitions | 0 | --partitions: there can be 1 to 1024 partitions, not '0'",
        "--partitions | 1025 | --partitions: there can be 1 to 1024 partitions, not '1025'",
        "--durability | none | --durability: fsync or os, not 'none'",
        "--region | US EAST | --region: a region is a name like us-east-1, not 'US EAST'",
        "--account-id | 12 | --account-id: an account id is 12 digits, not '12'",
        "--gsi-delay | -1 | --gsi-delay: a delay is not negative, not 'PT-0.001S'",
        "--shard-rollover | 4 | --shard-rollover: a time like 30s, 15m or 4h, not '4'",
        "--shard-rollover | 4y | --shard-rollover: a time like 30s, 15m or 4h, not '4y'",
        "--shard-rollover | 9ms | --shard-rollover: shards are open for a second or longer, not"
            + " 'PT0.009S'",
        "--min-free-disk | much | --min-free-disk: a size like 512MB or 2GB, not 'much'",
        "--host | '' | --host: a host is a name or an address, not ''",
      })
  void refusesABadOption(String option, String value, String message) {
    assertThatThrownBy(() -> parse(Map.of(), option + "=" + value))
        .isInstanceOf(UsageException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TARN_PORT | http | TARN_PORT: 'http' is not a whole number",
        "TARN_IN_MEMORY | perhaps | TARN_IN_MEMORY: true or false, not 'perhaps'",
      })
  void refusesABadVariable(String variable, String value, String message) {
    assertThatThrownBy(() -> parse(Map.of(variable, value)))
        .isInstanceOf(UsageException.class)
        .hasMessage(message);
  }

  @Test
  void refusesADirectoryForNoData() {
    assertThatThrownBy(() -> parse(Map.of(), "--in-memory", "--data-dir=/data"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--in-memory keeps nothing");
  }

  private static TarnOptions parse(Map<String, String> environment, String... arguments) {
    CommandLine.ParseResult parsed = new CommandLine(Syntax.tarn()).parseArgs(arguments);
    CommandLine.ParseResult command = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
    return new Settings(command, environment).toOptions();
  }
}
