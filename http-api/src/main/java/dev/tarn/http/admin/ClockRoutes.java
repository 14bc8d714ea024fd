package dev.tarn.http.admin;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Executor;

/** The endpoints of the clock. */
final class ClockRoutes implements AdminRoutes {
  private final DrivenClock clock;

  ClockRoutes(DrivenClock clock) {
    this.clock = clock;
  }

  @Override
  public void addTo(Router router, Executor workers) {
    router.get("/clock").handler(this::show);
    router.post("/clock/advance").handler(this::advance);
  }

  private void show(RoutingContext request) {
    AdminRoutes.answer(
        request,
        new JsonObject()
            .put("now", clock.instant().toString())
            .put("offset", clock.offset().toString()));
  }

  private void advance(RoutingContext request) {
    Duration by = by(new Members(AdminRoutes.body(request)));
    try {
      clock.advance(by);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(String.valueOf(e.getMessage()));
    }
    show(request);
  }

  private static Duration by(Members members) {
    long seconds = members.integer("seconds", 1, DrivenClock.MAX_OFFSET.toSeconds(), 0);
    String duration = members.string("duration");
    members.requireNoOthers();
    if ((seconds == 0) == (duration == null)) {
      throw Problem.badRequest("The clock is moved by either seconds or a duration such as PT24H");
    }
    try {
      return duration == null ? Duration.ofSeconds(seconds) : Duration.parse(duration);
    } catch (DateTimeParseException e) {
      throw Problem.badRequest("duration must be one of ISO 8601, such as PT24H or P1DT30M");
    }
  }
}
