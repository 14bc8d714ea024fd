package dev.tarn.http.rest;

import dev.tarn.http.server.Site;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** The REST API as a site. */
public final class RestSite implements Site {
  /** What all paths begin with. */
  public static final String PREFIX = "/v1";

  /**
   * The longest body. The largest item is 400 KB, which escapes and base64 make longer, but not
   * that much.
   */
  public static final int MAX_BODY_BYTES = 2 * 1024 * 1024;

  private final List<RestOperation> operations;

  /** An API that has these parts, and a document that describes them. */
  public RestSite(List<RestResource> resources) {
    operations = new ArrayList<>();
    operations.add(new GetOpenApi(resources.stream().map(RestResource::document).toList()));
    resources.forEach(resource -> operations.addAll(resource.operations()));
  }

  /** Everything that can be done. */
  public List<RestOperation> operations() {
    return List.copyOf(operations);
  }

  @Override
  public String prefix() {
    return PREFIX;
  }

  @Override
  public Router routes(Vertx vertx, Executor workers) {
    Dispatch dispatch =
        new Dispatch(operations, new RestAnswers(vertx.getOrCreateContext()), workers);
    Router router = Router.router(vertx);
    router.route().handler(dispatch::admit).failureHandler(dispatch::refuse);
    router
        .route()
        .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES))
        .failureHandler(dispatch::refuse);
    router.route().handler(dispatch::answer).failureHandler(dispatch::refuse);
    return router;
  }
}
