package dev.tarn.http.server;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The sites of one event loop, and which of the requests are theirs. */
final class Sites {
  private final List<String> prefixes;
  private final Router router;

  Sites(Vertx vertx, Executor workers, List<Site> sites) {
    this.prefixes = sites.stream().map(Site::prefix).toList();
    this.router = Router.router(vertx);
    sites.forEach(
        site -> router.route(site.prefix() + "/*").subRouter(site.routes(vertx, workers)));
  }

  /** Answers the request, unless it is none of theirs. */
  boolean take(HttpServerRequest request) {
    // The path of nearly every request is "/".
    if (request.uri().length() == 1 || !isOurs(request.path())) {
      return false;
    }
    router.handle(request);
    return true;
  }

  private boolean isOurs(@Nullable String path) {
    if (path == null) {
      return false;
    }
    for (String prefix : prefixes) {
      if (path.startsWith(prefix)
          && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/')) {
        return true;
      }
    }
    return false;
  }
}
