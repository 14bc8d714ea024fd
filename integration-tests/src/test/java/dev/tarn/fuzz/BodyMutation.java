package dev.tarn.fuzz;

import dev.tarn.fuzz.Json.Branch;
import dev.tarn.fuzz.Json.Child;
import dev.tarn.fuzz.Json.Raw;
import dev.tarn.fuzz.Json.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Spoils the JSON of valid requests: their values, their structure, their words, their bytes. */
final class BodyMutation {
  /** More than any batch may have. */
  private static final int MOST_COPIES = 130;

  /** Copies of copies of what is longer would not fit into memory. */
  private static final int MOST_COPIED = 2_000;

  private static final List<String> SPLINTERS =
      List.of("{", "}", "[", "]", "\"", ":", ",", "\\", "\\u", "\u0000", "\uF7FF", "\uF780", "//");

  private final Random random;
  private final InputMembers members;
  private final OddValues odd;
  private final GrammarMutation grammar;

  /** The values that the members of a name have in valid requests. */
  private final Map<String, List<String>> known = new HashMap<>();

  private final List<String> names = new ArrayList<>();

  BodyMutation(Random random, InputMembers members, List<SeedRequest> seeds) {
    this.random = random;
    this.members = members;
    this.odd = new OddValues(random);
    this.grammar = new GrammarMutation(random);
    seeds.forEach(seed -> remember(parse(seed.body())));
    names.addAll(known.keySet().stream().sorted().toList());
  }

  private static Json parse(String body) {
    try {
      return Json.parse(body);
    } catch (IOException e) {
      throw new UncheckedIOException("a seed must be JSON: " + body, e);
    }
  }

  private void remember(Json json) {
    if (json instanceof Branch branch) {
      for (Child child : branch.children()) {
        if (!child.name().isEmpty()) {
          known.computeIfAbsent(child.name(), n -> new ArrayList<>()).add(child.value().render());
        }
        remember(child.value());
      }
    }
  }

  /** A body like a valid one, with one to four things changed. */
  byte[] mutate(String operation, String body) {
    Branch root = (Branch) parse(body);
    // Mostly one: what is spoiled twice is refused for the first.
    int changes = random.nextInt(3) > 0 ? 1 : 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      change(operation, root);
    }
    String text = root.render();
    return Json.bytes(random.nextInt(16) == 0 ? splinter(text) : text);
  }

  private void change(String operation, Branch root) {
    List<Branch> branches = new ArrayList<>();
    collect(root, branches);
    Branch branch = branches.get(random.nextInt(branches.size()));
    if (branch.children().isEmpty() || random.nextInt(8) == 0) {
      add(operation, root, branch);
      return;
    }
    int at = random.nextInt(branch.children().size());
    Child child = branch.children().get(at);
    switch (random.nextInt(10)) {
      case 0 -> branch.children().remove(at);
      case 1 -> copy(branch, child);
      case 2 -> branch.children().set(at, new Child(name(operation, child), child.value()));
      case 3 -> branch.children().set(at, new Child(child.name(), odd.next()));
      case 4 -> branch.children().set(at, new Child(child.name(), like(child)));
      default -> branch.children().set(at, new Child(child.name(), vary(child)));
    }
  }

  private static void collect(Json json, List<Branch> branches) {
    if (json instanceof Branch branch) {
      branches.add(branch);
      branch.children().forEach(child -> collect(child.value(), branches));
    }
  }

  /** A member that the input has, or that stands beside those that are there. */
  private void add(String operation, Branch root, Branch branch) {
    if (!branch.isObject()) {
      branch.children().add(new Child("", odd.next()));
      return;
    }
    List<String> possible =
        branch.equals(root)
            ? members.of(operation)
            : branch.children().isEmpty()
                ? names
                : members.besides(branch.children().getFirst().name());
    List<String> from = possible.isEmpty() ? names : possible;
    String name = from.get(random.nextInt(from.size()));
    branch.children().add(new Child(name, random.nextInt(4) == 0 ? odd.next() : known(name)));
  }

  private Json known(String name) {
    List<String> values = known.getOrDefault(name, List.of("1"));
    return valueOf(values.get(random.nextInt(values.size())));
  }

  private static Json valueOf(String json) {
    return ((Branch) parse("[" + json + "]")).children().getFirst().value();
  }

  private void copy(Branch branch, Child child) {
    String text = child.value().render();
    boolean many = text.length() < MOST_COPIED && random.nextInt(4) == 0;
    int copies = many ? random.nextInt(MOST_COPIES) : 1;
    for (int i = 0; i < copies; i++) {
      Json value = new Raw(text);
      String name = branch.isObject() && random.nextBoolean() ? child.name() + i : child.name();
      branch.children().add(random.nextInt(branch.children().size() + 1), new Child(name, value));
    }
  }

  private String name(String operation, Child child) {
    return switch (random.nextInt(5)) {
      case 0 -> "";
      case 1 -> child.name() + "\u0000";
      case 2 -> members.of(operation).isEmpty() ? "x" : any(members.of(operation));
      case 3 -> "n".repeat(1 << random.nextInt(17));
      default -> any(names);
    };
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** What stands at the same name, or at another one, in a valid request. */
  private Json like(Child child) {
    return known(child.name().isEmpty() || random.nextInt(4) == 0 ? any(names) : child.name());
  }

  private Json vary(Child child) {
    return switch (child.value()) {
      case Branch branch -> inside(child, branch);
      case Raw raw -> random.nextBoolean() ? new Raw("-" + raw.text()) : odd.integer();
      case Text text -> vary(child.name(), text.value());
    };
  }

  /** Something far down, where the meaning is. */
  private Json inside(Child child, Branch branch) {
    if (branch.children().isEmpty()) {
      return like(child);
    }
    int at = random.nextInt(branch.children().size());
    Child inner = branch.children().get(at);
    branch.children().set(at, new Child(inner.name(), vary(inner)));
    return branch;
  }

  private Json vary(String name, String text) {
    if (name.endsWith("Expression") || name.equals("Statement")) {
      return new Text(grammar.mutate(text));
    }
    if (name.equals("N")) {
      return odd.number();
    }
    int at = random.nextInt(text.length() + 1);
    return switch (random.nextInt(6)) {
      case 0 -> new Text(text + text);
      case 1 -> new Text(text.substring(0, at));
      case 2 -> new Text(text.substring(at));
      case 3 -> new Text(text.substring(0, at) + (char) random.nextInt(0x800) + text.substring(at));
      case 4 -> new Text(text.repeat(text.length() < MOST_COPIED ? 1 << random.nextInt(12) : 1));
      default -> odd.text();
    };
  }

  private String splinter(String text) {
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + random.nextInt(12));
    String insert = any(SPLINTERS);
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(0, from);
      case 1 -> text.substring(0, from) + text.substring(to);
      case 2 -> text.substring(0, from) + insert + text.substring(to);
      default -> text.substring(0, from) + insert + text.substring(from);
    };
  }
}
