package dev.tarn.kv.expression;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The places of an item that a condition looks at, for rules about which it may. */
public final class ConditionPaths {
  private final Set<DocumentPath> paths = new LinkedHashSet<>();

  private ConditionPaths() {}

  /** The paths of a condition, in the order in which it names them. */
  public static Set<DocumentPath> of(Condition condition) {
    ConditionPaths collected = new ConditionPaths();
    collected.add(condition);
    return collected.paths;
  }

  private void add(Condition condition) {
    switch (condition) {
      case Condition.And and -> and.conditions().forEach(this::add);
      case Condition.Or or -> or.conditions().forEach(this::add);
      case Condition.Not not -> add(not.condition());
      case Condition.Compare compare -> add(compare.left(), compare.right());
      case Condition.Between between -> add(between.operand(), between.lower(), between.upper());
      case Condition.In in -> addAll(in.operand(), in.candidates());
      case Condition.AttributeExists exists -> paths.add(exists.path());
      case Condition.AttributeNotExists notExists -> paths.add(notExists.path());
      case Condition.HasType hasType -> paths.add(hasType.path());
      case Condition.HasDigest ofTheWhole -> {}
      case Condition.BeginsWith begins -> add(begins.operand(), begins.prefix());
      case Condition.Contains contains -> add(contains.operand(), contains.part());
    }
  }

  private void addAll(Operand first, List<Operand> rest) {
    add(first);
    rest.forEach(this::add);
  }

  private void add(Operand... operands) {
    for (Operand operand : operands) {
      switch (operand) {
        case Operand.OfPath(DocumentPath path) -> paths.add(path);
        case Operand.Size(Operand of) -> add(of);
        case Operand.Literal literal -> {}
      }
    }
  }
}
