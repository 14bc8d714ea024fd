package dev.tarn.http.lambda;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The forms of a function's name: the name, a partial ARN, an ARN, each with a version or an alias,
 * which here means nothing.
 */
final class FunctionName {
  private static final int MOST_CHARACTERS = 256;

  /** The pattern of NamespacedFunctionName in Lambda's API model. */
  private static final Pattern FORM =
      Pattern.compile(
          "(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d:)?"
              + "(\\d{12}:)?(function:)?(?<name>[a-zA-Z0-9-_]+)"
              + "(:(\\$LATEST|[a-zA-Z0-9-_]+))?");

  private FunctionName() {}

  /**
   * The webhook that a function's name means.
   *
   * @throws ValidationException if it is no function's name
   */
  static String webhook(String function) {
    Matcher matcher = FORM.matcher(function);
    if (function.length() > MOST_CHARACTERS || !matcher.matches()) {
      throw new ValidationException("Invalid function name: " + function);
    }
    return matcher.group("name");
  }
}
