package dev.tarn.http.admin;

import dev.tarn.http.operation.Database;
import dev.tarn.http.protocol.Operation;
import dev.tarn.http.server.Site;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The admin API under {@code /_admin}. It asks nobody who they are: whoever reaches the server may
 * use it.
 */
public final class AdminSite implements Site {
  private static final Logger LOG = System.getLogger(AdminSite.class.getName());
  static final String PREFIX = "/_admin";
  private static final int MAX_BODY_BYTES = 64 * 1024;

  private final Failures failures = new Failures();
  private final Database database;
  private final List<AdminRoutes> routes;

  /** The admin API of a server whose parts all go by the clock. */
  public AdminSite(DrivenClock clock, Database database) {
    this.database = database;
    this.routes =
        List.of(
            new FailureRoutes(failures),
            new ClockRoutes(clock),
            new NowRoutes(clock, database),
            new ResetRoutes(database.engine(), failures));
  }

  /** The operation as it fails on request. */
  public Operation failing(Operation operation) {
    return new FailingOperation(
        operation, failures, new RequestedTables(operation.name(), database));
  }

  @Override
  public String prefix() {
    return PREFIX;
  }

  @Override
  public Router routes(Vertx vertx, Executor workers) {
    Router router = Router.router(vertx);
    router.route().handler(AdminSite::requireSameOrigin);
    router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
    routes.forEach(each -> each.addTo(router, workers));
    router.route().handler(AdminSite::refuseUnknown);
    router.route().failureHandler(AdminSite::fail);
    return router;
  }

  /** Web pages of others send their origin with all that changes something. */
  private static void requireSameOrigin(RoutingContext request) {
    String origin = request.request().getHeader(HttpHeaders.ORIGIN);
    if (origin != null && !origin.endsWith("://" + request.request().getHeader(HttpHeaders.HOST))) {
      throw Problem.forbidden("The admin API is not for web pages of other origins");
    }
    request.next();
  }

  private static void refuseUnknown(RoutingContext request) {
    throw Problem.notFound(
        "There is no %s %s".formatted(request.request().method(), request.normalizedPath()));
  }

  private static void fail(RoutingContext request) {
    problem(request).answer(request);
  }

  private static Problem problem(RoutingContext request) {
    return switch (request.failure()) {
      case Problem problem -> problem;
      case RejectedExecutionException full -> Problem.unavailable("Too many requests wait");
      case null, default -> problem(request.statusCode(), request.failure());
    };
  }

  private static Problem problem(int status, @Nullable Throwable failure) {
    if (status == 413) {
      return Problem.tooLarge();
    }
    if (status >= 400 && status < 500) {
      return Problem.badRequest("The request is not well formed");
    }
    LOG.log(Level.ERROR, "A request to the admin API failed", failure);
    return Problem.fault();
  }
}
