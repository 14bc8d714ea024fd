package dev.tarn.http.admin;

import dev.tarn.http.server.Site;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.concurrent.Executor;

/** What stands in the admin API's place on a server that was started without it. */
public final class AbsentAdminSite implements Site {
  @Override
  public String prefix() {
    return AdminSite.PREFIX;
  }

  @Override
  public Router routes(Vertx vertx, Executor workers) {
    Problem problem =
        Problem.notFound("There is an admin API only on a server that was started with --admin");
    Router router = Router.router(vertx);
    router.route().handler(problem::answer);
    return router;
  }
}
