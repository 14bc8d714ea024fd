package dev.tarn.http.admin;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The failure rules of a server, kept in memory alone. A request without any rule in force costs
 * one look at a volatile field.
 */
public final class Failures {
  /** The most rules at a time. */
  static final int MAX_RULES = 100;

  private final TreeMap<String, ArmedRule> byName = new TreeMap<>();
  private volatile List<ArmedRule> inForce = List.of();

  /** The rules in force, in the order of their names. */
  Collection<ArmedRule> all() {
    return inForce;
  }

  /** The rule with the name, or null. */
  synchronized @Nullable ArmedRule get(String name) {
    return byName.get(name);
  }

  /**
   * Puts a rule in force, its counts at 0, in the place of one with its name.
   *
   * @throws Problem if there are too many
   */
  synchronized ArmedRule put(FailureRule rule) {
    if (byName.size() == MAX_RULES && !byName.containsKey(rule.name())) {
      throw Problem.conflict("There are %d rules already: remove some".formatted(MAX_RULES));
    }
    ArmedRule armed = new ArmedRule(rule);
    byName.put(rule.name(), armed);
    inForce = List.copyOf(byName.values());
    return armed;
  }

  /** Ends a rule; false if there is none with the name. */
  synchronized boolean remove(String name) {
    boolean removed = byName.remove(name) != null;
    inForce = List.copyOf(byName.values());
    return removed;
  }

  /** Ends all rules. */
  synchronized void clear() {
    byName.clear();
    inForce = List.of();
  }

  /** The first rule that picks the request, or null. */
  @Nullable ArmedRule pick(String operation, Supplier<Set<String>> tables) {
    for (ArmedRule armed : inForce) {
      if (armed.rule().isAbout(operation, tables) && armed.fires()) {
        if (armed.isOver()) {
          forget(armed);
        }
        return armed;
      }
    }
    return null;
  }

  private synchronized void forget(ArmedRule armed) {
    if (byName.remove(armed.rule().name(), armed)) {
      inForce = List.copyOf(byName.values());
    }
  }
}
