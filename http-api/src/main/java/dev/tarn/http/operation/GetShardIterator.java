package dev.tarn.http.operation;

import dev.tarn.http.protocol.Exchange;
import dev.tarn.http.protocol.Operation;
import dev.tarn.http.protocol.Structure;
import dev.tarn.partitioner.ShardId;
import dev.tarn.stream.record.SequenceNumber;
import dev.tarn.stream.shard.ShardIteratorType;
import dev.tarn.stream.shard.StreamId;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Gives a position in a shard, from which GetRecords reads on. */
public record GetShardIterator(Database database) implements Operation {
  @Override
  public String name() {
    return "GetShardIterator";
  }

  @Override
  public void answer(Structure input, Exchange exchange) {
    StreamId stream = Arns.streamId(input.requiredString("StreamArn"));
    ShardId shard = new ShardId(input.requiredString("ShardId"));
    ShardIteratorType type = ShardIteratorType.valueOf(input.requiredString("ShardIteratorType"));
    String sequenceNumber = input.string("SequenceNumber");
    exchange.offload(
        () -> {
          String iterator =
              iterator(
                  stream,
                  shard,
                  type,
                  sequenceNumber == null ? null : SequenceNumber.parse(sequenceNumber));
          exchange.reply(json -> json.string("ShardIterator", iterator));
        });
  }

  private String iterator(
      StreamId stream,
      ShardId shard,
      ShardIteratorType type,
      @Nullable SequenceNumber sequenceNumber) {
    try {
      return database.streams().getShardIterator(stream, shard, type, sequenceNumber);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
