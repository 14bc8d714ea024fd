package dev.tarn.http.server;

/**
 * Where and how a server listens.
 *
 * @param host the address to bind
 * @param port the TCP port; 0 lets the system choose
 * @param region the AWS region that the server says it is
 * @param eventLoops how many threads read requests and write answers
 * @param workers how many threads do long reads
 */
public record EndpointOptions(String host, int port, String region, int eventLoops, int workers) {
  /** As many event loops as processors, and twice as many workers, which also wait for disks. */
  public static EndpointOptions of(String host, int port, String region) {
    int processors = Runtime.getRuntime().availableProcessors();
    return new EndpointOptions(host, port, region, processors, 2 * processors);
  }
}
