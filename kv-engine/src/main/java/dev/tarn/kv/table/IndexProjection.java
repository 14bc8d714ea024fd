package dev.tarn.kv.table;

import java.util.List;

/**
 * The attributes that an index's entries have besides those of the table's and the index's keys.
 *
 * @param type which
 * @param nonKeyAttributes their names, for {@link Type#INCLUDE} only
 */
public record IndexProjection(Type type, List<String> nonKeyAttributes) {
  /** The whole item. */
  public static final IndexProjection ALL = new IndexProjection(Type.ALL, List.of());

  /** Nothing more. */
  public static final IndexProjection KEYS_ONLY = new IndexProjection(Type.KEYS_ONLY, List.of());

  /** Keeps its own copy. */
  public IndexProjection {
    nonKeyAttributes = List.copyOf(nonKeyAttributes);
  }

  /** Which attributes are projected; named as on the wire. */
  public enum Type {
    ALL,
    KEYS_ONLY,
    INCLUDE
  }

  /** Whether entries are whole items. */
  public boolean isAll() {
    return type == Type.ALL;
  }
}
