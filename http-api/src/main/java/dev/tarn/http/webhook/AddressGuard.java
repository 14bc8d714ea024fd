package dev.tarn.http.webhook;

import com.google.common.net.InetAddresses;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/**
 * Says to which addresses deliveries may go, so that nobody reaches through the server what only
 * the server should reach. All addresses of the public internet are allowed, others if they are in
 * a range that the configuration allows, loopback also while the server listens on nothing else.
 */
public final class AddressGuard {
  /** What of IPv4 is not public: IANA's special-purpose registry, multicast, and the rest. */
  private static final List<AddressRange> NOT_PUBLIC_V4 =
      ranges(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");

  /** What of IPv6 may be public at all: the rest is unspecified, local, mapped or multicast. */
  private static final AddressRange GLOBAL_V6 = AddressRange.parse("2000::/3");

  /** What is not: protocols such as Teredo, documentation, and IPv4 addresses wrapped by 6to4. */
  private static final List<AddressRange> NOT_PUBLIC_V6 =
      ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  private final List<AddressRange> allowed;
  private final boolean allowsLoopback;

  /**
   * A guard.
   *
   * @param allowed the ranges that are allowed beside public addresses
   * @param allowsLoopback whether the server listens on loopback only
   */
  public AddressGuard(List<AddressRange> allowed, boolean allowsLoopback) {
    this.allowed = List.copyOf(allowed);
    this.allowsLoopback = allowsLoopback;
  }

  /** Whether deliveries may go to an address. */
  public boolean allows(InetAddress address) {
    return isPublic(address)
        || (allowsLoopback && address.isLoopbackAddress())
        || isIn(allowed, address);
  }

  /**
   * Checks what can be told of a webhook's URL before it is called. Names are looked at with each
   * delivery: what they stand for may change.
   *
   * @throws ValidationException if it has credentials, or an address that is not allowed
   */
  public void check(URI url) {
    if (url.getRawUserInfo() != null) {
      throw new ValidationException("A webhook's URL must not have credentials");
    }
    if (InetAddresses.isUriInetAddress(url.getHost())) {
      InetAddress address = InetAddresses.forUriString(url.getHost());
      if (!allows(address)) {
        throw new ValidationException(refusal(address));
      }
    }
  }

  /** Why a delivery does not go out. */
  static String refusal(InetAddress address) {
    return "the address %s is not public, and not allowed by --webhook-allow"
        .formatted(address.getHostAddress());
  }

  private static boolean isPublic(InetAddress address) {
    return address instanceof Inet4Address
        ? !isIn(NOT_PUBLIC_V4, address)
        : GLOBAL_V6.contains(address) && !isIn(NOT_PUBLIC_V6, address);
  }

  private static boolean isIn(List<AddressRange> ranges, InetAddress address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }

  private static List<AddressRange> ranges(String... texts) {
    return Stream.of(texts).map(AddressRange::parse).toList();
  }
}
