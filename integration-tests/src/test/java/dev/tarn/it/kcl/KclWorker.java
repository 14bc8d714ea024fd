package dev.tarn.it.kcl;

import com.amazonaws.services.dynamodbv2.streamsadapter.AmazonDynamoDBStreamsAdapterClient;
import com.amazonaws.services.dynamodbv2.streamsadapter.StreamsSchedulerFactory;
import com.amazonaws.services.dynamodbv2.streamsadapter.polling.DynamoDBStreamsPollingConfig;
import java.net.URI;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.kinesis.common.ConfigsBuilder;
import software.amazon.kinesis.common.InitialPositionInStream;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.coordinator.CoordinatorConfig;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.leases.LeaseManagementConfig;
import software.amazon.kinesis.leases.LeaseManagementConfig.GracefulLeaseHandoffConfig;
import software.amazon.kinesis.metrics.NullMetricsFactory;
import software.amazon.kinesis.processor.StreamTracker;

/** The process of one worker. Its times are short, so that a test does not wait for minutes. */
final class KclWorker {
  private static final long FAILOVER_MS = 3_000;
  private static final long POLL_MS = 200;

  private final URI endpoint;

  private KclWorker(URI endpoint) {
    this.endpoint = endpoint;
  }

  /** Works until it is killed: endpoint, ARN of the stream, worker's name, file for what it did. */
  public static void main(String[] arguments) {
    KclWorker worker = new KclWorker(URI.create(arguments[0]));
    worker.scheduler(arguments[1], arguments[2], Path.of(arguments[3])).run();
  }

  private Scheduler scheduler(String streamArn, String name, Path processed) {
    AmazonDynamoDBStreamsAdapterClient streams =
        new AmazonDynamoDBStreamsAdapterClient(
            at(DynamoDbStreamsClient.builder())
                .httpClient(UrlConnectionHttpClient.create())
                .build(),
            Region.US_EAST_1);
    StreamTracker tracker =
        StreamsSchedulerFactory.createSingleStreamTracker(
            streamArn,
            InitialPositionInStreamExtended.newInitialPosition(
                InitialPositionInStream.TRIM_HORIZON));
    ConfigsBuilder configs =
        new ConfigsBuilder(
            tracker,
            "kcl",
            streams,
            at(DynamoDbAsyncClient.builder()).httpClient(NettyNioAsyncHttpClient.create()).build(),
            new NoCloudWatch(),
            name,
            () -> new ChangeProcessor(processed));
    return StreamsSchedulerFactory.createScheduler(
        configs.checkpointConfig(),
        coordination(configs.coordinatorConfig()),
        leases(configs.leaseManagementConfig()),
        configs.lifecycleConfig(),
        configs.metricsConfig().metricsFactory(new NullMetricsFactory()),
        configs.processorConfig(),
        configs
            .retrievalConfig()
            .retrievalSpecificConfig(
                new DynamoDBStreamsPollingConfig(streams).idleTimeBetweenReadsInMillis(POLL_MS)),
        streams);
  }

  private static CoordinatorConfig coordination(CoordinatorConfig config) {
    return config
        .parentShardPollIntervalMillis(POLL_MS)
        .shardConsumerDispatchPollIntervalMillis(POLL_MS);
  }

  /**
   * Without the graceful handoff, which in this version leaves the lease of a shard that waits for
   * its parent with no worker for good (amazon-kinesis-client, pull request 1729).
   */
  private static LeaseManagementConfig leases(LeaseManagementConfig config) {
    return config
        .failoverTimeMillis(FAILOVER_MS)
        .leaseAssignmentIntervalMillis(1_000L)
        .shardSyncIntervalMillis(1_000)
        .leasesRecoveryAuditorExecutionFrequencyMillis(2_000)
        .leasesRecoveryAuditorInconsistencyConfidenceThreshold(1)
        .gracefulLeaseHandoffConfig(
            GracefulLeaseHandoffConfig.builder().isGracefulLeaseHandoffEnabled(false).build());
  }

  private <B extends AwsClientBuilder<B, C>, C> B at(B builder) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("anyone", "anything")));
  }

  /** Nobody asks it: the metrics are off. */
  private static final class NoCloudWatch implements CloudWatchAsyncClient {
    @Override
    public String serviceName() {
      return "none";
    }

    @Override
    public void close() {
      // There is nothing to close.
    }
  }
}
