package dev.tarn.http.rest.status;

import dev.tarn.http.rest.RestResource;
import dev.tarn.kv.engine.Engine;
import java.util.List;

/** How the server is. */
public final class StatusResource {
  private StatusResource() {}

  /** Its operations. */
  public static RestResource on(Engine engine) {
    return new RestResource("status.json", List.of(new GetHealth(), new GetReady(engine)));
  }
}
