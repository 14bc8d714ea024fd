package dev.tarn.http.rest;

import dev.tarn.http.server.Cors;
import dev.tarn.kv.error.DynamoDbException.RequestEntityTooLargeException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the operation of each request of one event loop, and lets it answer. */
final class Dispatch {
  private static final String TARGET = Target.class.getName();
  private static final int NO_CONTENT = 204;
  private static final int TOO_LARGE = 413;

  private final Map<PathTemplate, Map<HttpMethod, RestOperation>> operations =
      new LinkedHashMap<>();
  private final RestAnswers answers;
  private final Executor workers;

  /** What is to answer, and whom. */
  private record Target(RestOperation operation, RestExchange exchange) {}

  Dispatch(List<RestOperation> operations, RestAnswers answers, Executor workers) {
    this.answers = answers;
    this.workers = workers;
    for (RestOperation operation : operations) {
      this.operations
          .computeIfAbsent(PathTemplate.of(operation.path()), path -> new LinkedHashMap<>())
          .put(operation.method(), operation);
    }
  }

  /** Lets the body be read of what there is an operation for; refuses the others. */
  void admit(RoutingContext context) {
    HttpServerRequest request = context.request();
    try {
      Target target = target(request);
      if (target != null) {
        context.put(TARGET, target).next();
      }
    } catch (RuntimeException e) {
      answers.send(request, RestAnswer.of(RestExchange.problem(e)));
    }
  }

  /** Answers a request whose body has been read. */
  void answer(RoutingContext context) {
    Target target = Objects.requireNonNull(context.get(TARGET));
    if (context.body().buffer() != null) {
      target.exchange().setBody(context.body().buffer().getBytes());
    }
    target.exchange().run(() -> target.operation().answer(target.exchange()));
  }

  /** The rest of a body that is too large is not read: the connection ends with the answer. */
  void refuse(RoutingContext context) {
    Problem problem =
        context.statusCode() == TOO_LARGE
            ? Problem.of(new RequestEntityTooLargeException())
            : RestExchange.problem(
                context.failure() == null ? new IllegalStateException() : context.failure());
    answers.send(
        context.request(), RestAnswer.of(problem).with(HttpHeaders.CONNECTION.toString(), "close"));
  }

  /** Null for a request that is answered already. */
  private @Nullable Target target(HttpServerRequest request) {
    String path = Objects.requireNonNull(request.path()).substring(RestSite.PREFIX.length());
    List<String> segments = PathTemplate.split(path);
    for (Map.Entry<PathTemplate, Map<HttpMethod, RestOperation>> entry : operations.entrySet()) {
      Map<String, String> names = entry.getKey().match(segments);
      if (names != null) {
        return target(request, names, entry.getValue());
      }
    }
    throw ProblemException.notFound("There is nothing at " + request.path() + ".");
  }

  private @Nullable Target target(
      HttpServerRequest request,
      Map<String, String> names,
      Map<HttpMethod, RestOperation> methods) {
    if (request.method().equals(HttpMethod.OPTIONS)) {
      tellMethods(request, methods.keySet());
      return null;
    }
    boolean isHead = request.method().equals(HttpMethod.HEAD);
    RestOperation operation = methods.get(isHead ? HttpMethod.GET : request.method());
    if (operation == null) {
      throw new ProblemException(
          new Problem(
              405,
              "%s takes %s.".formatted(request.path(), allowed(methods.keySet())),
              null,
              Map.of("Allow", allowed(methods.keySet()))));
    }
    requireMediaType(request, operation);
    QueryParameters query = QueryParameters.parse(request.query(), operation.queryParameters());
    return new Target(operation, new RestExchange(request, names, query, answers, workers));
  }

  private void tellMethods(HttpServerRequest request, Collection<HttpMethod> methods) {
    if (request.getHeader(HttpHeaders.ORIGIN) != null) {
      Cors.allowRequested(request);
    }
    answers.send(request, RestAnswer.empty(NO_CONTENT).with("Allow", allowed(methods)));
  }

  private static void requireMediaType(HttpServerRequest request, RestOperation operation) {
    String takes = operation.mediaType();
    if (takes.isEmpty()) {
      return;
    }
    String given = request.getHeader(HttpHeaders.CONTENT_TYPE);
    String type = given == null ? "" : given.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!type.equals(takes)) {
      throw unsupported(
          "The body must be %s, and Content-Type must say so.".formatted(takes), operation);
    }
    if (request.getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
      throw unsupported("The body must not be compressed.", operation);
    }
  }

  private static ProblemException unsupported(String detail, RestOperation operation) {
    String header = operation.method().equals(HttpMethod.PATCH) ? "Accept-Patch" : "Accept";
    return new ProblemException(
        new Problem(415, detail, null, Map.of(header, operation.mediaType())));
  }

  private static String allowed(Collection<HttpMethod> methods) {
    Stream<String> names = methods.stream().map(HttpMethod::name);
    Stream<String> more =
        methods.contains(HttpMethod.GET) ? Stream.of("HEAD", "OPTIONS") : Stream.of("OPTIONS");
    return Stream.concat(names, more).sorted().collect(Collectors.joining(", "));
  }
}
