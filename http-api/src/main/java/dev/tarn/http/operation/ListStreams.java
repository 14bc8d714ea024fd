package dev.tarn.http.operation;

import dev.tarn.http.protocol.AnswerJson;
import dev.tarn.http.protocol.Exchange;
import dev.tarn.http.protocol.Operation;
import dev.tarn.http.protocol.Structure;
import dev.tarn.stream.shard.StreamId;
import dev.tarn.stream.shard.StreamPage;
import dev.tarn.stream.shard.Streams;

/** Lists the streams, of one table or of all. */
public record ListStreams(Database database) implements Operation {
  @Override
  public String name() {
    return "ListStreams";
  }

  @Override
  public void answer(Structure input, Exchange exchange) {
    String tableName = input.string("TableName");
    String start = input.string("ExclusiveStartStreamArn");
    Integer limit = input.integer("Limit");
    StreamPage page =
        database
            .streams()
            .listStreams(
                tableName == null ? null : Arns.tableName(tableName),
                start == null ? null : Arns.streamId(start),
                limit == null ? Streams.MAX_LIST_LIMIT : limit);
    exchange.reply(json -> write(json, page));
  }

  private void write(AnswerJson json, StreamPage page) {
    json.startArray("Streams");
    for (StreamId stream : page.streams()) {
      json.startObject();
      json.string("StreamArn", database.arns().of(stream));
      json.string("TableName", stream.table().value());
      json.string("StreamLabel", stream.label());
      json.endObject();
    }
    json.endArray();
    if (page.lastEvaluated() != null) {
      json.string("LastEvaluatedStreamArn", database.arns().of(page.lastEvaluated()));
    }
  }
}
