package dev.tarn.kv.engine;

import java.util.List;

/** Is told, once, what became of writes that were submitted together. */
@FunctionalInterface
public interface WriteListener {
  /**
   * Called on the committer's thread when the writes are durable and visible: must return at once.
   *
   * @param results one for each write, in their order
   */
  void completed(List<WriteResult> results);
}
