package dev.tarn.fuzz;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sends spoiled requests to a server, and looks at every answer. */
public final class Fuzzer implements AutoCloseable {
  /** How many requests go to the same tables. */
  private static final int REQUESTS_PER_TABLES = 5_000;

  private static final int REQUESTS_PER_PROGRESS = 10_000;
  private static final int MOST_PIPELINED = 6;

  private final URI endpoint;
  private final long seed;
  private final Consumer<String> progress;
  private final Random random;
  private final InputMembers members = new InputMembers();
  private final List<SeedRequest> seeds = SeedRequest.all();
  private final BodyMutation bodies;
  private final WireMutation wires;
  private final FuzzTables tables;
  private final Tally tally = new Tally();
  private @Nullable WireConnection connection;

  /**
   * A fuzzer of a server whose tables it may delete, but for those that are there.
   *
   * @param seed makes the same requests again
   * @param progress told in a line how far it is
   */
  public Fuzzer(URI endpoint, long seed, Consumer<String> progress) throws IOException {
    this.endpoint = endpoint;
    this.seed = seed;
    this.progress = progress;
    this.random = new Random(seed);
    this.bodies = new BodyMutation(random, members, seeds);
    this.wires = new WireMutation(random);
    this.tables = new FuzzTables(endpoint, members);
  }

  /**
   * Sends so many requests. Returns a summary.
   *
   * @throws FuzzFailure at the first answer that is none of the protocol
   */
  public String run(int requests) throws FuzzFailure, IOException, InterruptedException {
    requireSeedsOfEveryOperation();
    int reported = 0;
    for (int i = 0; tally.requests() < requests; i++) {
      if (i % REQUESTS_PER_TABLES == 0) {
        begin();
      }
      exchange(next(seeds.get(i % seeds.size())));
      if (tally.requests() / REQUESTS_PER_PROGRESS > reported) {
        reported = tally.requests() / REQUESTS_PER_PROGRESS;
        progress.accept("%d of %d requests".formatted(tally.requests(), requests));
      }
    }
    return tally.summary();
  }

  /** An operation that the server has and the fuzzer does not know would never be tried. */
  private void requireSeedsOfEveryOperation() throws IOException {
    Set<String> seeded = seeds.stream().map(SeedRequest::operation).collect(Collectors.toSet());
    Set<String> missing = new TreeSet<>();
    for (String operation : members.operations()) {
      if (!seeded.contains(operation) && tables.serverKnows(operation)) {
        missing.add(operation);
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalStateException("requests.txt has no request to " + missing);
    }
  }

  /** Makes the tables anew; then every request succeeds as it is. */
  private void begin() throws FuzzFailure, IOException, InterruptedException {
    tables.reset();
    List<WireRequest> refused = new ArrayList<>();
    StringJoiner answers = new StringJoiner("\n");
    for (SeedRequest each : seeds) {
      WireRequest valid = valid(each);
      WireAnswer answer = exchange(List.of(valid)).getFirst();
      if (answer.status() != 200) {
        refused.add(valid);
        answers.add(answer.describe());
      }
    }
    if (!refused.isEmpty()) {
      throw failure(refused, "valid requests are refused: " + answers, null);
    }
  }

  private WireRequest post(SeedRequest request, byte[] body) {
    return WireRequest.post(request.operation(), members.target(request.operation()), body);
  }

  private List<WireRequest> next(SeedRequest request) {
    return switch (random.nextInt(20)) {
      case 0, 1 -> List.of(wires.mutate(random.nextBoolean() ? valid(request) : spoiled(request)));
      case 2 -> pipelined();
      default -> List.of(spoiled(request));
    };
  }

  private WireRequest valid(SeedRequest request) {
    return post(request, Json.bytes(tables.resolve(request.body())));
  }

  private WireRequest spoiled(SeedRequest request) {
    return post(request, bodies.mutate(request.operation(), tables.resolve(request.body())));
  }

  private List<WireRequest> pipelined() {
    List<WireRequest> requests = new ArrayList<>();
    int count = 2 + random.nextInt(MOST_PIPELINED - 1);
    while (requests.size() < count) {
      SeedRequest seeded = seeds.get(random.nextInt(seeds.size()));
      WireRequest request = random.nextBoolean() ? valid(seeded) : spoiled(seeded);
      if (request.spoken()) {
        requests.add(request);
      }
    }
    return requests;
  }

  private List<WireAnswer> exchange(List<WireRequest> requests)
      throws FuzzFailure, IOException, InterruptedException {
    long start = System.nanoTime();
    boolean spoken = requests.stream().allMatch(WireRequest::spoken);
    List<WireAnswer> answers = spoken ? speak(requests) : poke(requests);
    tally.took(System.nanoTime() - start);
    if (tookTableAway(requests, answers)) {
      tables.reset();
    }
    return answers;
  }

  /** Exchanges of the protocol, on a connection that is kept. */
  private List<WireAnswer> speak(List<WireRequest> requests) throws FuzzFailure {
    List<WireAnswer> answers = new ArrayList<>();
    try {
      WireConnection open = connection == null ? new WireConnection(endpoint) : connection;
      connection = open;
      open.send(requests);
      for (WireRequest request : requests) {
        WireAnswer answer = open.receive(true);
        answers.add(answer);
        tally.count(request.operation(), answer);
        String breach = AnswerRules.breach(request.operation(), answer);
        if (breach != null) {
          throw failure(requests, breach + ": " + answer.describe(), null);
        }
      }
      if (answers.getLast().closes()) {
        close();
      }
      return answers;
    } catch (IOException e) {
      throw failure(requests, "no answer: " + e, e);
    }
  }

  /** Anything else: HTTP's refusal or a closed connection will do, a hang or a fault will not. */
  private List<WireAnswer> poke(List<WireRequest> requests) throws FuzzFailure {
    WireRequest request = requests.getFirst();
    tally.countUnspoken(request.operation());
    try (WireConnection once = new WireConnection(endpoint)) {
      once.send(requests);
      WireAnswer answer = once.receive(!request.method().equals("HEAD"));
      if (answer.status() == 500) {
        throw failure(requests, answer.describe(), null);
      }
      return List.of(answer);
    } catch (SocketTimeoutException e) {
      throw failure(requests, "no answer: " + e, e);
    } catch (IOException closed) {
      return List.of();
    }
  }

  private boolean tookTableAway(List<WireRequest> requests, List<WireAnswer> answers)
      throws IOException {
    for (int i = 0; i < answers.size(); i++) {
      if (requests.get(i).operation().equals("DeleteTable") && answers.get(i).status() == 200) {
        return !tables.areThere();
      }
    }
    return false;
  }

  private FuzzFailure failure(
      List<WireRequest> requests, String breach, @Nullable Exception cause) {
    return new FuzzFailure(seed, tally.requests(), requests, breach, cause);
  }

  @Override
  public void close() throws IOException {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }
}
