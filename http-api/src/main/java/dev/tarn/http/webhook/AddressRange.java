package dev.tarn.http.webhook;

import com.google.common.net.InetAddresses;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * A range of IP addresses, written as 10.0.0.0/8 or fd00::/8; an address alone is its own range.
 */
public final class AddressRange {
  private final String text;
  private final IpSubnetFilterRule rule;

  private AddressRange(String text, IpSubnetFilterRule rule) {
    this.text = text;
    this.rule = rule;
  }

  /**
   * Reads a range.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static AddressRange parse(String text) {
    try {
      return new AddressRange(text, rule(text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "a range of addresses is like 10.0.0.0/8, not '%s'".formatted(text), e);
    }
  }

  boolean contains(InetAddress address) {
    return rule.matches(new InetSocketAddress(address, 0));
  }

  @Override
  public String toString() {
    return text;
  }

  private static IpSubnetFilterRule rule(String text) {
    int slash = text.indexOf('/');
    InetAddress address = InetAddresses.forString(slash < 0 ? text : text.substring(0, slash));
    int prefix =
        slash < 0
            ? address.getAddress().length * Byte.SIZE
            : Integer.parseInt(text.substring(slash + 1));
    return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
  }
}
