package dev.tarn.kv.log;

/** When a write counts as durable, and so is answered. */
public enum Durability {
  /** Once it is on the disk: a power cut takes back nothing that was answered. */
  FSYNC,
  /** Once the operating system has it: a killed process loses nothing, a power cut some seconds. */
  OS
}
