package dev.tarn.kv.expression;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the attributes that a condition looks at. */
public final class AttributeNames {
  private final Set<String> names = new LinkedHashSet<>();

  private AttributeNames() {}

  /** The item's attributes in which the condition's paths begin, in the order of the condition. */
  public static Set<String> of(Condition condition) {
    AttributeNames collected = new AttributeNames();
    collected.add(condition);
    return collected.names;
  }

  private void add(Condition condition) {
    switch (condition) {
      case Condition.And and -> and.conditions().forEach(this::add);
      case Condition.Or or -> or.conditions().forEach(this::add);
      case Condition.Not not -> add(not.condition());
      case Condition.Compare compare -> add(List.of(compare.left(), compare.right()));
      case Condition.Between between ->
          add(List.of(between.operand(), between.lower(), between.upper()));
      case Condition.In in -> {
        add(in.operand());
        add(in.candidates());
      }
      case Condition.AttributeExists exists -> add(exists.path());
      case Condition.AttributeNotExists missing -> add(missing.path());
      case Condition.HasType hasType -> add(hasType.path());
      case Condition.BeginsWith begins -> add(List.of(begins.operand(), begins.prefix()));
      case Condition.Contains contains -> add(List.of(contains.operand(), contains.part()));
    }
  }

  private void add(List<Operand> operands) {
    operands.forEach(this::add);
  }

  private void add(Operand operand) {
    switch (operand) {
      case Operand.OfPath path -> add(path.path());
      case Operand.Literal literal -> {}
      case Operand.Size size -> add(size.of());
    }
  }

  private void add(DocumentPath path) {
    names.add(path.attribute());
  }
}
