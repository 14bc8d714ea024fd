package dev.tarn.it.kcl;

import com.amazonaws.services.dynamodbv2.streamsadapter.adapter.DynamoDBStreamsClientRecord;
import com.amazonaws.services.dynamodbv2.streamsadapter.model.DynamoDBStreamsProcessRecordsInput;
import com.amazonaws.services.dynamodbv2.streamsadapter.processor.DynamoDBStreamsShardRecordProcessor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.kinesis.exceptions.InvalidStateException;
import software.amazon.kinesis.exceptions.ShutdownException;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.processor.RecordProcessorCheckpointer;

/**
 * Processes a shard's changes by writing them down, a line for each: the time, the item, its
 * version. Only then is the checkpoint set.
 */
final class ChangeProcessor implements DynamoDBStreamsShardRecordProcessor {
  private final Path processed;

  ChangeProcessor(Path processed) {
    this.processed = processed;
  }

  @Override
  public void initialize(InitializationInput input) {
    // The library knows where to begin.
  }

  @Override
  public void processRecords(DynamoDBStreamsProcessRecordsInput input) {
    StringBuilder lines = new StringBuilder();
    for (DynamoDBStreamsClientRecord each : input.records()) {
      Map<String, AttributeValue> image = each.getRecord().dynamodb().newImage();
      lines
          .append(System.nanoTime())
          .append(' ')
          .append(attribute(image, "pk").s())
          .append(' ')
          .append(attribute(image, "version").n())
          .append('\n');
    }
    write(lines.toString());
    checkpoint(input.checkpointer());
  }

  @Override
  public void leaseLost(LeaseLostInput input) {
    // Another worker goes on from the last checkpoint.
  }

  @Override
  public void shardEnded(ShardEndedInput input) {
    checkpoint(input.checkpointer());
  }

  @Override
  public void shutdownRequested(ShutdownRequestedInput input) {
    checkpoint(input.checkpointer());
  }

  private static AttributeValue attribute(Map<String, AttributeValue> image, String name) {
    return Objects.requireNonNull(image.get(name), name);
  }

  /**
   * Holds whatever becomes of this process. The processors of all shards write to one file, and
   * long texts go to it in pieces: one after the other.
   */
  private void write(String lines) {
    synchronized (ChangeProcessor.class) {
      try {
        Files.writeString(processed, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void checkpoint(RecordProcessorCheckpointer checkpointer) {
    try {
      checkpointer.checkpoint();
    } catch (ShutdownException leaseLost) {
      // Another worker does what comes after the last checkpoint again.
    } catch (InvalidStateException e) {
      throw new IllegalStateException(e);
    }
  }
}
