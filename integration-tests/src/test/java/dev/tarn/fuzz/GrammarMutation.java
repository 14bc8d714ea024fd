package dev.tarn.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/** Changes expressions and statements word by word, so that most stay close to the grammar. */
final class GrammarMutation {
  private static final Pattern WORD =
      Pattern.compile("[#:]?\\w+|\"[^\"]*\"|'[^']*'|<>|<=|>=|<<|>>|\\S");

  private static final List<String> WORDS =
      List.of(
          "AND",
          "OR",
          "NOT",
          "BETWEEN",
          "IN",
          "SET",
          "REMOVE",
          "ADD",
          "DELETE",
          "SELECT",
          "FROM",
          "WHERE",
          "INSERT",
          "INTO",
          "VALUE",
          "UPDATE",
          "RETURNING",
          "ALL",
          "OLD",
          "NEW",
          "MODIFIED",
          "IS",
          "MISSING",
          "NULL",
          "ORDER",
          "BY",
          "DESC",
          "EXISTS",
          "true",
          "size",
          "contains",
          "begins_with",
          "attribute_exists",
          "attribute_not_exists",
          "attribute_type",
          "if_not_exists",
          "list_append",
          "set_add",
          "set_delete",
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          "<<",
          ">>",
          ".",
          ",",
          "=",
          "<>",
          "<",
          "<=",
          ">",
          ">=",
          "+",
          "-",
          "*",
          "?",
          "[0]",
          "[99999999999]",
          "[-1]",
          "#x",
          "#m",
          ":v",
          ":s",
          ":t",
          ":l",
          ":none",
          "#none",
          "#",
          ":",
          "pk",
          "sk",
          "l",
          "v",
          "ns",
          "bs",
          "b",
          "g1",
          "\"pk\"",
          "\"fuzz\"",
          "fuzz",
          "\"global\"",
          "'a'",
          "''",
          "'it''s'",
          "\"",
          "'",
          "1",
          "0",
          "-1",
          "1e999",
          "1.5.5",
          "99999999999999999999999999999999999999999",
          "--",
          "/*",
          ";",
          "\u0000",
          "\u20ac",
          "`x`",
          "path.to.x",
          "l[1][2].y");

  private final Random random;

  GrammarMutation(Random random) {
    this.random = random;
  }

  String mutate(String text) {
    List<String> words = new ArrayList<>(WORD.matcher(text).results().map(r -> r.group()).toList());
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      change(words);
    }
    return String.join(random.nextInt(8) == 0 ? "" : " ", words);
  }

  private void change(List<String> words) {
    int at = random.nextInt(words.size() + 1);
    int to = Math.min(words.size(), at + 1 + random.nextInt(3));
    switch (random.nextInt(9)) {
      case 0 -> words.subList(at, to).clear();
      case 1 -> words.addAll(at, List.copyOf(words.subList(at, to)));
      case 2, 3 -> words.add(at, word());
      case 4, 5 -> replace(words, at);
      case 6 -> wrap(words, at, to);
      case 7 -> repeat(words, at, to);
      default -> move(words, at, to);
    }
  }

  private String word() {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  private void replace(List<String> words, int at) {
    if (at < words.size()) {
      words.set(at, word());
    }
  }

  private void wrap(List<String> words, int at, int to) {
    words.add(to, ")");
    words.add(at, random.nextBoolean() ? "(" : "size (");
  }

  /** Up to some thousand times: limits and recursion are there to be met. */
  private void repeat(List<String> words, int at, int to) {
    List<String> part = List.copyOf(words.subList(at, to));
    int times = 1 << random.nextInt(11);
    List<String> repeated = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      repeated.addAll(part);
    }
    words.addAll(at, repeated);
  }

  private void move(List<String> words, int at, int to) {
    List<String> part = List.copyOf(words.subList(at, to));
    words.subList(at, to).clear();
    words.addAll(random.nextInt(words.size() + 1), part);
  }
}
