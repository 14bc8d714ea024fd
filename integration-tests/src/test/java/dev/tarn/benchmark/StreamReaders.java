package dev.tarn.benchmark;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table's stream over HTTP as fast as it can, and tells how many records a second that is.
 *
 * <pre>
 *   StreamReaders URL hot SECONDS READERS   all readers read one shard of a table of small items again and again
 *   StreamReaders URL tail SECONDS TABLE    one reader for each shard follows the puts of a table
 * </pre>
 */
final class StreamReaders {
  private static final int WARM_UP_S = 10;

  /** A reader that follows takes five pages a second, as many as the service allows of a shard. */
  private static final int IDLE_MS = 200;

  private static final byte[] RECORD = "\"eventID\"".getBytes(StandardCharsets.US_ASCII);
  private static final Pattern ITERATOR =
      Pattern.compile("\"(?:NextShardIterator|ShardIterator)\":\"([^\"]+)\"");
  private static final Pattern SHARD = Pattern.compile("\"ShardId\":\"([^\"]+)\"");
  private static final Pattern STREAM = Pattern.compile("\"LatestStreamArn\":\"([^\"]+)\"");

  private final Vertx vertx;
  private final Api api;
  private final AtomicLong records = new AtomicLong();
  private volatile boolean ended;

  private StreamReaders(Vertx vertx, URI endpoint) {
    this.vertx = vertx;
    this.api = new Api(vertx, endpoint);
  }

  public static void main(String[] arguments) throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      StreamReaders readers = new StreamReaders(vertx, URI.create(arguments[0]));
      int seconds = Integer.parseInt(arguments[2]);
      if (arguments[1].equals("hot")) {
        readers.readHot(seconds, Integer.parseInt(arguments[3]));
      } else {
        readers.follow(seconds, arguments[3]);
      }
    } finally {
      vertx.close().await();
    }
  }

  private void readHot(int seconds, int readers) throws InterruptedException {
    SmallItems.load(api);
    String stream = stream(SmallItems.TABLE);
    String shard = shards(stream).getFirst();
    for (int i = 0; i < readers; i++) {
      String start = iterator(stream, shard, "TRIM_HORIZON");
      read(start, start);
    }
    TimeUnit.SECONDS.sleep(WARM_UP_S);
    tell("%d readers of one shard", readers, seconds);
  }

  private void follow(int seconds, String table) throws InterruptedException {
    String stream = stream(table);
    List<String> shards = shards(stream);
    shards.forEach(shard -> read(iterator(stream, shard, "LATEST"), null));
    tell("%d readers that follow, one for each shard", shards.size(), seconds);
  }

  private void tell(String who, int readers, int seconds) throws InterruptedException {
    records.set(0);
    TimeUnit.SECONDS.sleep(seconds);
    long read = records.get();
    ended = true;
    System.out.printf((who + ": %d records/s%n").formatted(readers, read / seconds));
  }

  /** Reads page after page; at the end, anew from the start, or a little later if there is none. */
  private void read(String iterator, @Nullable String start) {
    api.call("DynamoDBStreams", "GetRecords", "{\"ShardIterator\":\"" + iterator + "\"}")
        .onSuccess(
            page -> {
              int found = count(page);
              records.addAndGet(found);
              String next = found == 0 && start != null ? start : next(page);
              if (start != null) {
                goOn(next, start);
              } else {
                vertx.setTimer(IDLE_MS, now -> goOn(next, start));
              }
            })
        .onFailure(failure -> System.err.println("a reader stopped: " + failure));
  }

  private void goOn(String iterator, @Nullable String start) {
    if (!ended) {
      read(iterator, start);
    }
  }

  private String stream(String table) {
    return group(
        STREAM, api.call("DynamoDB", "DescribeTable", "{\"TableName\":\"" + table + "\"}"));
  }

  private List<String> shards(String stream) {
    Buffer described =
        api.call("DynamoDBStreams", "DescribeStream", "{\"StreamArn\":\"" + stream + "\"}").await();
    return SHARD.matcher(described.toString()).results().map(found -> found.group(1)).toList();
  }

  private String iterator(String stream, String shard, String type) {
    return group(
        ITERATOR,
        api.call(
            "DynamoDBStreams",
            "GetShardIterator",
            "{\"StreamArn\":\"%s\",\"ShardId\":\"%s\",\"ShardIteratorType\":\"%s\"}"
                .formatted(stream, shard, type)));
  }

  private static String group(Pattern pattern, Future<Buffer> answer) {
    String text = answer.await().toString();
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("unexpected answer: " + text);
    }
    return matcher.group(1);
  }

  /** The iterator stands at the end of a page, behind the records. */
  private static String next(Buffer page) {
    Matcher matcher =
        ITERATOR.matcher(page.getString(Math.max(0, page.length() - 1024), page.length()));
    if (!matcher.find()) {
      throw new IllegalStateException("the shard is closed");
    }
    return matcher.group(1);
  }

  /** How many records there are in a page or an event. */
  static int count(Buffer page) {
    byte[] bytes = page.getBytes();
    int found = 0;
    for (int i = 0; i + RECORD.length <= bytes.length; i++) {
      if (bytes[i + 1] == 'e' && isRecordAt(bytes, i)) {
        found++;
        i += RECORD.length;
      }
    }
    return found;
  }

  private static boolean isRecordAt(byte[] bytes, int offset) {
    for (int i = 0; i < RECORD.length; i++) {
      if (bytes[offset + i] != RECORD[i]) {
        return false;
      }
    }
    return true;
  }
}
