package dev.tarn.kv.table;

/** What a table's storage is priced for. It changes nothing here but what is shown. */
public enum TableClass {
  STANDARD,
  STANDARD_INFREQUENT_ACCESS
}
