package dev.tarn.http.rest;

import java.util.Map;

/**
 * The form of items in the REST API: JSON's own values, and a mark for what JSON does not have.
 *
 * <pre>
 * string, number, true, false, null    S, N, BOOL, NULL; a number's digits are kept, all 38
 * [...]                                L
 * {...}                                M
 * {"$binary": "base64"}                B
 * {"$set": [...]}                      SS, NS or BS, by its elements
 * {"$map": {...}}                      M, whatever its members: needed only where a map has one
 *                                      single member, and this one's name begins with a dollar sign
 * </pre>
 *
 * <p>So every value has exactly one form, and every form one value.
 */
final class PlainJson {
  static final String BINARY = "$binary";
  static final String SET = "$set";
  static final String MAP = "$map";

  private PlainJson() {}

  /** Whether an object with these members would be taken for a marked one. */
  static boolean needsMark(Map<String, ?> members) {
    return members.size() == 1 && members.keySet().iterator().next().startsWith("$");
  }
}
