package dev.tarn.http.operation;

import dev.tarn.http.protocol.AnswerJson;
import dev.tarn.http.protocol.Exchange;
import dev.tarn.http.protocol.Operation;
import dev.tarn.http.protocol.Structure;
import dev.tarn.stream.shard.RecordPage;
import dev.tarn.stream.shard.Streams;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads the records of a shard from an iterator on. */
public record GetRecords(Database database) implements Operation {
  @Override
  public String name() {
    return "GetRecords";
  }

  @Override
  public void answer(Structure input, Exchange exchange) {
    String iterator = input.requiredString("ShardIterator");
    Integer limit = input.integer("Limit");
    int most = limit == null ? Streams.MAX_RECORDS_LIMIT : limit;
    exchange.offload(
        () -> {
          RecordPage page = read(iterator, most);
          exchange.reply(json -> write(json, page));
        });
  }

  private RecordPage read(String iterator, int limit) {
    try {
      return database.streams().getRecords(iterator, limit);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(AnswerJson json, RecordPage page) {
    json.startArray("Records");
    page.records().forEach(record -> json.record(record, database.arns().region()));
    json.endArray();
    if (page.nextShardIterator() != null) {
      json.string("NextShardIterator", page.nextShardIterator());
    }
  }
}
