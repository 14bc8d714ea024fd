package dev.tarn.kv.table;

/**
 * The most that an on-demand table may use. Shown, not enforced.
 *
 * @param maxReadRequestUnits read units a second, or {@link #UNLIMITED}
 * @param maxWriteRequestUnits write units a second, or {@link #UNLIMITED}
 */
public record OnDemandThroughput(long maxReadRequestUnits, long maxWriteRequestUnits) {
  /** No limit: so it is on the wire, too. */
  public static final long UNLIMITED = -1;

  /** Whether neither is limited. */
  public boolean isUnlimited() {
    return maxReadRequestUnits == UNLIMITED && maxWriteRequestUnits == UNLIMITED;
  }
}
