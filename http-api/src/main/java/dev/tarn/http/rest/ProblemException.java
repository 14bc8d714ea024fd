package dev.tarn.http.rest;

import java.util.Map;

/** A problem that is the answer. It is no fault, so it carries no stack trace. */
public final class ProblemException extends RuntimeException {
  private final transient Problem problem;

  /** An exception that is answered with a problem. */
  public ProblemException(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  /** The request is not what the operation takes. */
  public static ProblemException badRequest(String detail) {
    return new ProblemException(Problem.of(400, detail));
  }

  /** There is nothing at the path. */
  public static ProblemException notFound(String detail) {
    return new ProblemException(Problem.of(404, detail));
  }

  /** The server cannot do it now, and may soon. */
  public static ProblemException unavailable(String detail) {
    return new ProblemException(new Problem(503, detail, null, Map.of("Retry-After", "1")));
  }

  /** What to answer. */
  public Problem problem() {
    return problem;
  }
}
