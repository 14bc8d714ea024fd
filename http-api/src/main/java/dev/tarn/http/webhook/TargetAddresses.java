package dev.tarn.http.webhook;

import com.google.common.net.InetAddresses;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Finds the address that a host stands for at the moment, and has it checked. Connections go to the
 * address found here, so a name that stands for another address a moment later changes nothing.
 */
final class TargetAddresses {
  /** Most hosts that have no way to IPv6 have names with IPv6 addresses all the same. */
  private static final Comparator<InetAddress> IPV4_FIRST =
      Comparator.comparing(address -> !(address instanceof Inet4Address));

  private final Resolver resolver;
  private final AddressGuard guard;
  private final WorkerExecutor workers;

  /** What knows the addresses of names. */
  @FunctionalInterface
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  /** An address to which no delivery may go. */
  static final class RefusedAddressException extends IOException {
    RefusedAddressException(InetAddress address) {
      super(AddressGuard.refusal(address));
    }
  }

  TargetAddresses(Resolver resolver, AddressGuard guard, WorkerExecutor workers) {
    this.resolver = resolver;
    this.guard = guard;
    this.workers = workers;
  }

  /**
   * An address of a host. Fails if one of its addresses is not allowed, or if it has none.
   *
   * @param attempt from 1; one attempt after the other goes through all addresses
   */
  Future<InetAddress> locate(String host, int attempt) {
    if (InetAddresses.isUriInetAddress(host)) {
      InetAddress address = InetAddresses.forUriString(host);
      return guard.allows(address)
          ? Future.succeededFuture(address)
          : Future.failedFuture(new RefusedAddressException(address));
    }
    return workers
        .executeBlocking(() -> choose(resolver.resolve(host), attempt), false)
        .map(Objects::requireNonNull);
  }

  private InetAddress choose(InetAddress[] resolved, int attempt) throws RefusedAddressException {
    List<InetAddress> addresses = Stream.of(resolved).sorted(IPV4_FIRST).toList();
    for (InetAddress address : addresses) {
      if (!guard.allows(address)) {
        throw new RefusedAddressException(address);
      }
    }
    return addresses.get((attempt - 1) % addresses.size());
  }
}
