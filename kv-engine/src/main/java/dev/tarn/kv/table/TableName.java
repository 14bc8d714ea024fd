package dev.tarn.kv.table;

/** A table's name: 3 to 255 letters, digits, underscores, hyphens and dots. */
public record TableName(String value) implements Comparable<TableName> {
  @Override
  public int compareTo(TableName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
