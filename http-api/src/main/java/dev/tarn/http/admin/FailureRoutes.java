package dev.tarn.http.admin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.concurrent.Executor;

/** The endpoints of the failure rules. */
final class FailureRoutes implements AdminRoutes {
  private static final String ALL = "/failures";
  private static final String ONE = "/failures/:name";

  private final Failures failures;
  private final FailureRuleReader reader = new FailureRuleReader();

  FailureRoutes(Failures failures) {
    this.failures = failures;
  }

  @Override
  public void addTo(Router router, Executor workers) {
    router.get(ALL).handler(this::list);
    router.delete(ALL).handler(this::clear);
    router.get(ONE).handler(this::get);
    router.put(ONE).handler(this::put);
    router.delete(ONE).handler(this::remove);
  }

  private void list(RoutingContext request) {
    JsonArray rules = new JsonArray();
    failures.all().forEach(armed -> rules.add(FailureRuleWriter.write(armed)));
    AdminRoutes.answer(request, new JsonObject().put("failures", rules));
  }

  private void clear(RoutingContext request) {
    failures.clear();
    AdminRoutes.answerDone(request);
  }

  private void get(RoutingContext request) {
    ArmedRule armed = failures.get(name(request));
    if (armed == null) {
      throw noRule(request);
    }
    AdminRoutes.answer(request, FailureRuleWriter.write(armed));
  }

  private void put(RoutingContext request) {
    FailureRule rule = reader.read(name(request), AdminRoutes.body(request));
    AdminRoutes.answer(request, FailureRuleWriter.write(failures.put(rule)));
  }

  private void remove(RoutingContext request) {
    if (!failures.remove(name(request))) {
      throw noRule(request);
    }
    AdminRoutes.answerDone(request);
  }

  /** The path has a name, or it would be another route's. */
  private static String name(RoutingContext request) {
    return Objects.requireNonNull(request.pathParam("name"));
  }

  private static Problem noRule(RoutingContext request) {
    return Problem.notFound("There is no rule '%s'".formatted(name(request)));
  }
}
