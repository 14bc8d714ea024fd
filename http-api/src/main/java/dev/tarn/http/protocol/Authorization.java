package dev.tarn.http.protocol;

import dev.tarn.kv.error.DynamoDbException.IncompleteSignatureException;
import dev.tarn.kv.error.DynamoDbException.InvalidSignatureException;
import dev.tarn.kv.error.DynamoDbException.MissingAuthenticationTokenException;
import java.util.List;

/**
 * Checks that a request is signed in form, in its header or its query string. The signature itself
 * is not verified.
 */
final class Authorization {
  private static final String ALGORITHM = "X-Amz-Algorithm";
  private static final List<String> HEADER_PARAMETERS =
      List.of("Credential", "Signature", "SignedHeaders");
  private static final List<String> QUERY_PARAMETERS =
      List.of(
          ALGORITHM, "X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date");

  private Authorization() {}

  /** Passes a request whose signature is in place. */
  static void check(RequestHead head) {
    String header = head.authorization();
    String query = head.query() == null ? "" : head.query();
    boolean inQuery = has(query, ALGORITHM, '&');
    if (header != null && inQuery) {
      throw new InvalidSignatureException(
          "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP"
              + " header.");
    }
    if (inQuery) {
      checkQuery(query);
    } else if (header == null || !header.startsWith("AWS4-")) {
      throw new MissingAuthenticationTokenException();
    } else {
      checkHeader(header, head.hasDate());
    }
  }

  private static void checkHeader(String header, boolean hasDate) {
    StringBuilder missing = new StringBuilder(0);
    for (String parameter : HEADER_PARAMETERS) {
      if (!has(header, parameter, ' ')) {
        missing.append("Authorization header requires '").append(parameter).append("' parameter. ");
      }
    }
    if (!hasDate) {
      missing.append(
          "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
    }
    if (!missing.isEmpty()) {
      throw new IncompleteSignatureException(missing + "Authorization=" + header);
    }
  }

  private static void checkQuery(String query) {
    StringBuilder missing = new StringBuilder(0);
    for (String parameter : QUERY_PARAMETERS) {
      if (!has(query, parameter, '&')) {
        missing
            .append("AWS query-string parameters must include '")
            .append(parameter)
            .append("'. ");
      }
    }
    if (!missing.isEmpty()) {
      throw new IncompleteSignatureException(missing + "Re-examine the query-string parameters.");
    }
  }

  /** Whether there is "parameter=value"; a comma separates as well as the separator given. */
  private static boolean has(String parameters, String parameter, char separator) {
    int valueAt = parameter.length() + 1;
    for (int at = parameters.indexOf(parameter);
        at >= 0;
        at = parameters.indexOf(parameter, at + 1)) {
      char before = at == 0 ? separator : parameters.charAt(at - 1);
      char after = charAt(parameters, at + valueAt);
      if ((before == separator || before == ',')
          && charAt(parameters, at + valueAt - 1) == '='
          && after != separator
          && after != ','
          && after != 0) {
        return true;
      }
    }
    return false;
  }

  private static char charAt(String text, int index) {
    return index < text.length() ? text.charAt(index) : 0;
  }
}
