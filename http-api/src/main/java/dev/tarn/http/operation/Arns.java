package dev.tarn.http.operation;

import dev.tarn.kv.engine.Throughput;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.table.IndexDefinition;
import dev.tarn.kv.table.StreamDefinition;
import dev.tarn.kv.table.TableDefinition;
import dev.tarn.kv.table.TableName;
import dev.tarn.kv.table.TableSettings;
import dev.tarn.stream.shard.StreamId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The Amazon resource names of what the server holds. There is one database whatever region and
 * account a name carries, so reading one looks at the resource alone.
 *
 * @param region the region that names show, such as us-east-1
 * @param accountId the account that names show, 12 digits
 */
public record Arns(String region, String accountId) implements Throughput.ResourceNames {
  private static final String TABLE = ":table/";
  private static final String INDEX = "/index/";
  private static final String STREAM = "/stream/";

  @Override
  public String of(TableDefinition table) {
    return "arn:aws:dynamodb:" + region + ":" + accountId + TABLE + table.name();
  }

  @Override
  public String of(TableDefinition table, IndexDefinition index) {
    return of(table) + INDEX + index.name();
  }

  /** A stream's name. */
  public String of(TableDefinition table, StreamDefinition stream) {
    return of(new StreamId(table.name(), stream.label()));
  }

  /** The name of a webhook, which takes the place of a Lambda function. */
  public String ofFunction(String webhook) {
    return "arn:aws:lambda:" + region + ":" + accountId + ":function:" + webhook;
  }

  /** The name of a trigger. */
  public String ofEventSourceMapping(UUID trigger) {
    return "arn:aws:lambda:" + region + ":" + accountId + ":event-source-mapping:" + trigger;
  }

  /** An encryption key's name: the account's own has one made of the account. */
  String ofKey(String kmsMasterKeyId) {
    String id =
        kmsMasterKeyId.equals(TableSettings.DEFAULT_KEY)
            ? UUID.nameUUIDFromBytes((region + accountId).getBytes(StandardCharsets.UTF_8))
                .toString()
            : kmsMasterKeyId;
    return id.startsWith("arn:") ? id : "arn:aws:kms:" + region + ":" + accountId + ":key/" + id;
  }

  /** The table that a TableName parameter means, which may be a name or an ARN. */
  public static TableName tableName(String nameOrArn) {
    int table = nameOrArn.startsWith("arn:") ? nameOrArn.indexOf(TABLE) : -1;
    return new TableName(table < 0 ? nameOrArn : nameOrArn.substring(table + TABLE.length()));
  }

  /** A stream's name. */
  public String of(StreamId stream) {
    return "arn:aws:dynamodb:"
        + region
        + ":"
        + accountId
        + TABLE
        + stream.table()
        + STREAM
        + stream.label();
  }

  /**
   * The stream that a StreamArn parameter means.
   *
   * @throws ValidationException if it is no stream's ARN
   */
  public static StreamId streamId(String arn) {
    int table = arn.indexOf(TABLE);
    int stream = table < 0 ? -1 : arn.indexOf(STREAM, table + TABLE.length());
    if (!arn.startsWith("arn:") || stream < 0) {
      throw new ValidationException("Invalid StreamArn: " + arn);
    }
    return new StreamId(
        new TableName(arn.substring(table + TABLE.length(), stream)),
        arn.substring(stream + STREAM.length()));
  }
}
