package dev.tarn.stream.delivery;

import com.google.common.primitives.Ints;
import dev.tarn.kv.engine.SystemTable;
import dev.tarn.kv.item.EncodedItem;
import dev.tarn.kv.key.StoreKey;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a trigger has come in a partition. All before a lane's position was processed, filtered
 * out or dead-lettered, as far as it belongs to the lane.
 *
 * @param lanes one or more
 */
record Checkpoint(List<LanePosition> lanes) {
  Checkpoint {
    lanes = List.copyOf(lanes);
  }

  /**
   * How far a lane has come.
   *
   * @param sequenceNumber the first that is not done
   * @param window the tumbling window that is open, or null
   */
  record LanePosition(long sequenceNumber, @Nullable OpenWindow window) {}

  /** The checkpoint of a partition from which everything from a sequence number on is wanted. */
  static Checkpoint at(long sequenceNumber, int lanes) {
    return new Checkpoint(Collections.nCopies(lanes, new LanePosition(sequenceNumber, null)));
  }

  /** The first sequence number that is not done. */
  long sequenceNumber() {
    return lanes.stream().mapToLong(LanePosition::sequenceNumber).min().orElseThrow();
  }

  /**
   * The checkpoint for another number of lanes, which share the keys in another way: some changes
   * come again, and windows that are open begin anew.
   */
  Checkpoint withLanes(int count) {
    return count == lanes.size() ? this : at(sequenceNumber(), count);
  }

  Checkpoint withoutWindows() {
    return new Checkpoint(
        lanes.stream().map(lane -> new LanePosition(lane.sequenceNumber(), null)).toList());
  }

  static StoreKey key(UUID trigger, int partition) {
    return SystemTable.CHECKPOINTS.key(trigger.toString(), Ints.toByteArray(partition));
  }

  EncodedItem encode(UUID trigger, int partition) {
    return new Fields()
        .text("Trigger", trigger.toString())
        .number("Partition", partition)
        .list("Lanes", lanes.stream().map(Checkpoint::encode).toList())
        .toItem();
  }

  static Checkpoint decode(EncodedItem item) {
    return new Checkpoint(Fields.of(item).list("Lanes", Checkpoint::decodeLane));
  }

  private static Fields encode(LanePosition lane) {
    Fields fields = new Fields().number("SequenceNumber", lane.sequenceNumber());
    OpenWindow window = lane.window();
    if (window != null) {
      fields
          .number("WindowStartMs", window.startMs())
          .text("WindowState", window.state())
          .flag("WindowTerminated", window.terminated());
    }
    return fields;
  }

  private static LanePosition decodeLane(Fields fields) {
    OpenWindow window =
        fields.has("WindowStartMs")
            ? new OpenWindow(
                fields.number("WindowStartMs"),
                fields.textOrNull("WindowState"),
                fields.flag("WindowTerminated"))
            : null;
    return new LanePosition(fields.number("SequenceNumber"), window);
  }
}
