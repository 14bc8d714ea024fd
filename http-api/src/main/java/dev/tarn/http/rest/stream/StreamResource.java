package dev.tarn.http.rest.stream;

import dev.tarn.http.operation.Database;
import dev.tarn.http.rest.RestResource;
import java.util.List;

/** The streams of tables. */
public final class StreamResource {
  private StreamResource() {}

  /** Its operations. */
  public static RestResource on(Database database) {
    return new RestResource(
        "stream.json", List.of(new GetStream(database), new FollowStream(database)));
  }
}
