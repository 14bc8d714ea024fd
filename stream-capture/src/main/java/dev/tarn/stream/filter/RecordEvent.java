package dev.tarn.stream.filter;

import dev.tarn.kv.item.EncodedItem;
import dev.tarn.stream.filter.EventValue.Members;
import dev.tarn.stream.filter.EventValue.Numeric;
import dev.tarn.stream.filter.EventValue.Structure;
import dev.tarn.stream.filter.EventValue.Text;
import dev.tarn.stream.record.StreamRecord;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stream record as an event: what a pattern does not ask for is not looked at.
 *
 * @param record the record
 * @param region awsRegion
 */
public record RecordEvent(StreamRecord record, String region) implements Structure {
  private static final String EVENT_SOURCE = "aws:dynamodb";
  private static final String EVENT_VERSION = "1.1";
  private static final EventValue TTL_IDENTITY =
      new Members(
          Map.of("type", new Text("Service"), "principalId", new Text("dynamodb.amazonaws.com")));

  @Override
  public EventValue field(String name) {
    return switch (name) {
      case "eventID" -> new Text(record.eventId());
      case "eventName" -> new Text(record.eventName().name());
      case "eventSource" -> new Text(EVENT_SOURCE);
      case "eventVersion" -> new Text(EVENT_VERSION);
      case "awsRegion" -> new Text(region);
      case "dynamodb" -> new Body(record);
      case "userIdentity" -> record.isExpiry() ? TTL_IDENTITY : MISSING;
      default -> MISSING;
    };
  }

  /** The member "dynamodb". */
  private record Body(StreamRecord record) implements Structure {
    @Override
    public EventValue field(String name) {
      return switch (name) {
        case "ApproximateCreationDateTime" -> Numeric.of(record.approximateCreationMs() / 1000);
        case "Keys" -> AttributeEvents.of(record.keys());
        case "NewImage" -> image(record.newImage());
        case "OldImage" -> image(record.oldImage());
        case "SequenceNumber" -> new Text(record.sequenceNumber().toString());
        case "SizeBytes" -> Numeric.of(record.sizeBytes());
        case "StreamViewType" -> new Text(record.viewType().name());
        default -> MISSING;
      };
    }

    private static EventValue image(@Nullable EncodedItem item) {
      return item == null ? MISSING : new Image(item);
    }
  }

  /** An item, of which only the attributes asked for are decoded. */
  private record Image(EncodedItem item) implements Structure {
    @Override
    public EventValue field(String name) {
      return select(Set.of(name)).field(name);
    }

    @Override
    public Structure select(Set<String> names) {
      return names.isEmpty() ? Members.EMPTY : AttributeEvents.of(item.decode(names));
    }
  }
}
