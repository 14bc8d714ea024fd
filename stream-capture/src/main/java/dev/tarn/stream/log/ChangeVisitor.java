package dev.tarn.stream.log;

/** Receives changes in order until it has enough. */
@FunctionalInterface
public interface ChangeVisitor {
  /**
   * Takes the next change or refuses it, which ends the reading.
   *
   * @return whether the change was taken
   */
  boolean visit(LoggedChange change);
}
