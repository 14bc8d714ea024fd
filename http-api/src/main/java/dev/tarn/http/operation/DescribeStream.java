package dev.tarn.http.operation;

import dev.tarn.http.protocol.AnswerJson;
import dev.tarn.http.protocol.Exchange;
import dev.tarn.http.protocol.Operation;
import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.table.StreamDefinition;
import dev.tarn.kv.table.TableDefinition;
import dev.tarn.partitioner.ShardId;
import dev.tarn.stream.record.SequenceNumber;
import dev.tarn.stream.shard.Shard;
import dev.tarn.stream.shard.StreamDescription;
import dev.tarn.stream.shard.Streams;
import org.jspecify.annotations.Nullable;

/** Describes a stream and its shards. */
public record DescribeStream(Database database) implements Operation {
  @Override
  public String name() {
    return "DescribeStream";
  }

  @Override
  public void answer(Structure input, Exchange exchange) {
    String start = input.string("ExclusiveStartShardId");
    Integer limit = input.integer("Limit");
    StreamDescription description =
        database
            .streams()
            .describeStream(
                Arns.streamId(input.requiredString("StreamArn")),
                childrenOf(input.structure("ShardFilter")),
                start == null ? null : new ShardId(start),
                limit == null ? Streams.MAX_LIST_LIMIT : limit);
    exchange.reply(json -> write(json, description));
  }

  /** The parent whose children are asked for, the one filter that there is. */
  private static @Nullable ShardId childrenOf(@Nullable Structure filter) {
    if (filter == null) {
      return null;
    }
    if (!filter.has("Type")) {
      throw ValidationException.invalidParameter("Type is required in ShardFilter");
    }
    String parent = filter.string("ShardId");
    if (parent == null) {
      throw ValidationException.invalidParameter(
          "ShardId is required in ShardFilter of Type CHILD_SHARDS");
    }
    return new ShardId(parent);
  }

  private void write(AnswerJson json, StreamDescription description) {
    TableDefinition table = description.stream().table();
    StreamDefinition stream = description.stream().stream();
    json.startObject("StreamDescription");
    json.string("StreamArn", database.arns().of(table, stream));
    json.string("StreamLabel", stream.label());
    json.string("StreamStatus", description.status().name());
    json.string("StreamViewType", stream.viewType().name());
    json.timestamp("CreationRequestDateTime", stream.enabledMs());
    json.string("TableName", table.name().value());
    TableDescription.writeKeySchema(json, table.keySchema());
    json.startArray("Shards");
    description.shards().forEach(shard -> write(json, shard));
    json.endArray();
    if (description.lastEvaluated() != null) {
      json.string("LastEvaluatedShardId", description.lastEvaluated().value());
    }
    json.endObject();
  }

  private static void write(AnswerJson json, Shard shard) {
    json.startObject();
    json.string("ShardId", shard.id().value());
    if (shard.parentId() != null) {
      json.string("ParentShardId", shard.parentId().value());
    }
    json.startObject("SequenceNumberRange");
    json.string("StartingSequenceNumber", shard.startingSequenceNumber().toString());
    SequenceNumber ending = shard.endingSequenceNumber();
    if (ending != null) {
      json.string("EndingSequenceNumber", ending.toString());
    }
    json.endObject();
    json.endObject();
  }
}
