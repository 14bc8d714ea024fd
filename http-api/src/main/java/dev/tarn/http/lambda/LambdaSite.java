package dev.tarn.http.lambda;

import dev.tarn.http.operation.Arns;
import dev.tarn.http.server.Site;
import dev.tarn.stream.delivery.Triggers;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.concurrent.Executor;

/** Lambda's API of event source mappings as a site. */
public final class LambdaSite implements Site {
  /** The longest request: ten filters of 4,096 characters, each escaped, are far below. */
  private static final int MAX_BODY_BYTES = 1024 * 1024;

  private final List<LambdaOperation> operations;

  /** The API on the triggers given. */
  public LambdaSite(Triggers triggers, Arns arns) {
    operations =
        List.of(
            new CreateEventSourceMapping(triggers, arns),
            new GetEventSourceMapping(triggers, arns),
            new ListEventSourceMappings(triggers, arns),
            new UpdateEventSourceMapping(triggers, arns),
            new DeleteEventSourceMapping(triggers, arns));
  }

  /** The API's version. */
  @Override
  public String prefix() {
    return "/2015-03-31";
  }

  @Override
  public Router routes(Vertx vertx, Executor workers) {
    Router router = Router.router(vertx);
    router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
    for (LambdaOperation operation : operations) {
      router
          .route(operation.method(), operation.path())
          .handler(context -> new LambdaExchange(operation, context).run(workers));
    }
    router.route().handler(context -> LambdaExchange.fail(context, LambdaError.NO_SUCH_PATH));
    router.route().failureHandler(LambdaSite::refuse);
    return router;
  }

  private static void refuse(RoutingContext context) {
    if (context.statusCode() == LambdaError.TOO_LARGE.status()) {
      LambdaExchange.fail(context, LambdaError.TOO_LARGE);
    } else {
      Throwable cause = context.failure();
      LambdaExchange.fail(
          context, LambdaError.of(cause == null ? new IllegalStateException("no cause") : cause));
    }
  }
}
