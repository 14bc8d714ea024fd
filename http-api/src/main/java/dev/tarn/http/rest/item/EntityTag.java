package dev.tarn.http.rest.item;

import dev.tarn.http.rest.ProblemException;
import dev.tarn.kv.item.Binary;
import dev.tarn.kv.item.EncodedItem;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ETag of an item: its digest, so equal items have equal ones, on every server. */
final class EntityTag {
  private static final Pattern LIST_ELEMENT =
      Pattern.compile("\\s*(W/)?\"([\\x21\\x23-\\x7E]*)\"\\s*(?:,|$)");

  private EntityTag() {}

  /** The header's value: a strong validator. */
  static String of(EncodedItem item) {
    return '"'
        + Base64.getUrlEncoder().withoutPadding().encodeToString(item.digest().bytes())
        + '"';
  }

  /**
   * The digests that a header lists. A tag that is none of ours stands for no item, so it is left
   * out.
   *
   * @param strongly whether weak tags are left out too: no item equals what they stand for
   * @throws ProblemException if it is no list of tags
   */
  static Set<Binary> digests(String header, boolean strongly) {
    Set<Binary> digests = new HashSet<>();
    Matcher elements = LIST_ELEMENT.matcher(header);
    int end = 0;
    while (end < header.length()) {
      if (!elements.find(end) || elements.start() != end) {
        throw ProblemException.badRequest("Not a list of entity tags, nor *: " + header);
      }
      end = elements.end();
      if (elements.group(1) == null || !strongly) {
        addDigest(elements.group(2), digests);
      }
    }
    return digests;
  }

  private static void addDigest(String tag, Set<Binary> digests) {
    try {
      digests.add(Binary.wrap(Base64.getUrlDecoder().decode(tag)));
    } catch (IllegalArgumentException notOurs) {
      // Matches nothing.
    }
  }
}
