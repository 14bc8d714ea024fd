package dev.tarn.kv.table;

/** How a table's capacity is paid for on the service; named as on the wire. */
public enum BillingMode {
  PROVISIONED,
  PAY_PER_REQUEST
}
