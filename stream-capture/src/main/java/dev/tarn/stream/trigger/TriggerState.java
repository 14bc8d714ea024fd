package dev.tarn.stream.trigger;

/** Where a trigger is in its life. */
public enum TriggerState {
  CREATING("Creating"),
  ENABLING("Enabling"),
  ENABLED("Enabled"),
  DISABLING("Disabling"),
  DISABLED("Disabled"),
  UPDATING("Updating"),
  DELETING("Deleting");

  private final String wire;

  TriggerState(String wire) {
    this.wire = wire;
  }

  /** The name on the wire. */
  @Override
  public String toString() {
    return wire;
  }
}
