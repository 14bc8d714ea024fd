package dev.tarn.http.webhook;

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
      return new AddressRange(
          text, new IpSubnetFilterRule(withPrefix(text), IpFilterRuleType.ACCEPT));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
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

  private static String withPrefix(String text) {
    if (text.contains("/")) {
      return text;
    }
    return text + (text.contains(":") ? "/128" : "/32");
  }
}
