package dev.tarn.stream.delivery;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.tarn.kv.table.StreamDefinition;
import dev.tarn.stream.delivery.TriggerCommand.Configure;
import dev.tarn.stream.delivery.TriggerCommand.Replay;
import dev.tarn.stream.delivery.TriggerCommand.Stop;
import dev.tarn.stream.shard.TableStream;
import dev.tarn.stream.trigger.ReplayPosition;
import dev.tarn.stream.trigger.Trigger;
import dev.tarn.stream.trigger.TriggerState;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A trigger's life in this process: one virtual thread that works with its settings as they are,
 * and changes them when nothing is under way.
 *
 * <p>One thread for each trigger, whatever it has of partitions and lanes, so nothing of its state
 * is shared; the network is asynchronous.
 */
final class TriggerRun implements Runnable {
  /** Bounds how late a clock that was moved is noticed. */
  private static final long MAX_WAIT_MS = 1_000;

  private static final Logger LOG = System.getLogger(TriggerRun.class.getName());

  private final Ports ports;
  private final Mailbox mailbox = new Mailbox();
  private final Standing standing = new Standing();
  private final Checkpoints stored;
  private final LongSupplier maxHeldBytes;
  private final BiConsumer<UUID, String> gone;
  private final Deque<TriggerCommand> commands = new ArrayDeque<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final boolean isNew;

  /** How far each partition has come, while there is no work. */
  private Map<Integer, Checkpoint> reached = new TreeMap<>();

  private @Nullable TriggerWork work;
  private volatile TriggerDefinition desired;
  private volatile @Nullable TriggerDefinition applied;
  private volatile boolean abandoned;
  private boolean busy;

  /**
   * A trigger that is not at work yet.
   *
   * @param isNew whether it was created just now
   * @param maxHeldBytes its share of what may be read ahead
   * @param gone told why, if the receiver wants nothing any more
   */
  TriggerRun(
      Ports ports,
      TriggerDefinition definition,
      boolean isNew,
      LongSupplier maxHeldBytes,
      BiConsumer<UUID, String> gone) {
    this.ports = ports;
    this.desired = definition;
    this.isNew = isNew;
    this.maxHeldBytes = maxHeldBytes;
    this.gone = gone;
    this.stored = new Checkpoints(definition.uuid(), ports, mailbox);
    commands.add(new Configure(definition));
  }

  /** The settings that were asked for last. */
  TriggerDefinition definition() {
    return desired;
  }

  Mailbox mailbox() {
    return mailbox;
  }

  Standing standing() {
    return standing;
  }

  /** The first sequence number that it may still need: what a log that waits for it must keep. */
  long needed() {
    return stored.lowest();
  }

  /** The trigger as it is now. */
  Trigger describe() {
    TriggerDefinition definition = desired;
    return describe(definition, state(definition), standing.lastResult(ports.nowMs()));
  }

  /** The trigger, on its way to be deleted. */
  Trigger deleting() {
    return describe(desired, TriggerState.DELETING, standing.lastResult(ports.nowMs()));
  }

  /** Lets it work with other settings once nothing is under way. */
  void configure(TriggerDefinition definition) {
    desired = definition;
    mailbox.execute(() -> commands.add(new Configure(definition)));
  }

  /**
   * Lets it go on from another position once nothing is under way; completed when that is durable.
   */
  CompletableFuture<Void> replay(TriggerDefinition definition, ReplayPosition position) {
    desired = definition;
    CompletableFuture<Void> done = new CompletableFuture<>();
    mailbox.execute(() -> commands.add(new Replay(definition, position, done)));
    return done;
  }

  /** Lets it end once nothing is under way, its checkpoints written; completed when it has. */
  CompletableFuture<Void> stop() {
    mailbox.execute(() -> commands.add(new Stop()));
    return ended;
  }

  /** Lets it end though something is under way, which will be sent again. */
  void abandon() {
    abandoned = true;
    mailbox.wake();
  }

  @Override
  public void run() {
    mailbox.own();
    Courtesy courtesy = new Courtesy(System.nanoTime(), ports.changes().visibleSequenceNumber());
    while (!ended.isDone()) {
      long nowMs = ports.nowMs();
      long startNanos = System.nanoTime();
      long wakeMs = turn(nowMs);
      rest(courtesy, startNanos);
      if (wakeMs > nowMs) {
        mailbox.await(Math.min(wakeMs - nowMs, MAX_WAIT_MS));
      }
    }
  }

  /** Not cut short by what comes for it meanwhile, which is what it rests from. */
  private void rest(Courtesy courtesy, long startNanos) {
    long nowNanos = System.nanoTime();
    long restNanos =
        courtesy.restNanos(
            nowNanos - startNanos, nowNanos, ports.changes().visibleSequenceNumber());
    if (restNanos > 0) {
      Uninterruptibles.sleepUninterruptibly(restNanos, TimeUnit.NANOSECONDS);
    }
  }

  /**
   * Does all that can be done now.
   *
   * @return when there is more to do, in milliseconds since 1970, if nothing happens before
   */
  long turn(long nowMs) {
    try {
      mailbox.empty();
      if (busy) {
        return Long.MAX_VALUE;
      }
      return commands.isEmpty() ? work(nowMs) : obeyNext();
    } catch (IOException | RuntimeException fault) {
      LOG.log(Level.ERROR, "The trigger " + desired.uuid() + " cannot go on; trying again", fault);
      standing.problem("a fault of the server: " + fault);
      makeWayForStop(fault);
      return nowMs + MAX_WAIT_MS;
    }
  }

  private long work(long nowMs) throws IOException {
    TriggerDefinition definition = applied;
    if (work == null && definition != null && definition.settings().enabled()) {
      work = begin(definition);
    }
    TriggerWork current = work;
    if (current == null) {
      return Long.MAX_VALUE;
    }
    long wakeMs = current.step(nowMs);
    return Math.min(wakeMs, stored.writeIfDue(current.followers(), nowMs));
  }

  /** Obeys the next command once nothing is under way; again if that fails. */
  private long obeyNext() throws IOException {
    if (!isQuiet() && !abandoned) {
      return Long.MAX_VALUE;
    }
    pauseWork();
    obey(commands.getFirst());
    TriggerCommand unused = commands.removeFirst();
    return 0;
  }

  private boolean isQuiet() {
    TriggerWork current = work;
    return !stored.isWriting() && (current == null || current.isQuiet());
  }

  /** What cannot be done must not keep the trigger from ending. */
  private void makeWayForStop(Exception fault) {
    while (commands.size() > 1 && commands.getLast() instanceof Stop) {
      if (commands.removeFirst() instanceof Replay replay) {
        replay.done().completeExceptionally(fault);
      }
    }
  }

  private void obey(TriggerCommand command) throws IOException {
    switch (command) {
      case Configure configure -> {
        load(configure.definition());
        settle(configure.definition(), new CompletableFuture<>());
      }
      case Replay replay -> {
        reached = from(replay.definition(), replay.position());
        settle(replay.definition(), replay.done());
      }
      case Stop stop -> {
        CompletableFuture<Void> writing = stored.writeNow(reached);
        busy = true;
        mailbox.deliver(writing, (done, error) -> ended.complete(null));
      }
    }
  }

  /** Takes over from the work, if there is any, how far it has come. */
  private void pauseWork() {
    TriggerWork current = work;
    if (current != null) {
      reached = current.checkpoints();
      work = null;
    }
  }

  private Map<Integer, Checkpoint> from(TriggerDefinition definition, ReplayPosition position)
      throws IOException {
    Map<Integer, Checkpoint> checkpoints = new TreeMap<>();
    for (int partition = 0; partition < ports.partitions().partitions(); partition++) {
      long from = position(definition, partition, position);
      checkpoints.put(partition, Checkpoint.at(from, lanes(definition)));
    }
    return checkpoints;
  }

  /** Has checkpoints of all partitions. */
  private void load(TriggerDefinition definition) throws IOException {
    for (int partition = 0; partition < ports.partitions().partitions(); partition++) {
      Checkpoint checkpoint = reached.get(partition);
      if (checkpoint == null) {
        checkpoint = stored.load(partition);
      }
      if (checkpoint == null) {
        checkpoint = Checkpoint.at(start(definition, partition), lanes(definition));
      }
      reached.put(partition, fitting(checkpoint, definition));
    }
  }

  private static Checkpoint fitting(Checkpoint checkpoint, TriggerDefinition definition) {
    Checkpoint fitting = checkpoint.withLanes(lanes(definition));
    return definition.settings().batching().tumblingWindowSeconds() == 0
        ? fitting.withoutWindows()
        : fitting;
  }

  /** Writes where it stands, then is ready to work. */
  private void settle(TriggerDefinition definition, CompletableFuture<Void> done) {
    CompletableFuture<Void> writing = stored.writeNow(reached);
    busy = true;
    standing.forgetLasting();
    mailbox.deliver(
        writing,
        (written, error) -> {
          busy = false;
          applied = definition;
          if (error != null) {
            LOG.log(Level.WARNING, "The checkpoints of a trigger cannot be written", error);
            done.completeExceptionally(error);
          } else {
            done.complete(null);
          }
        });
  }

  private TriggerWork begin(TriggerDefinition definition) {
    return new TriggerWork(
        ports,
        definition,
        describe(definition, TriggerState.ENABLED, Standing.OK),
        reached,
        mailbox,
        standing,
        maxHeldBytes,
        why -> gone.accept(definition.uuid(), why));
  }

  private long start(TriggerDefinition definition, int partition) throws IOException {
    return definition.startSequenceNumber() > 0
        ? definition.startSequenceNumber()
        : position(definition, partition, new ReplayPosition.TrimHorizon());
  }

  private long position(TriggerDefinition definition, int partition, ReplayPosition position)
      throws IOException {
    TableStream stream =
        FollowedStream.find(ports.tables(), definition.tableNumber(), definition.stream());
    long first = stream == null ? 1 : stream.stream().startSequenceNumber();
    first = Math.max(first, ports.changes().firstSequenceNumber());
    StreamPosition search = new StreamPosition(ports, definition.tableNumber(), partition, first);
    StreamDefinition.End end = stream == null ? null : stream.stream().end();
    return end == null
        ? search.find(position)
        : Math.min(search.find(position), end.lastSequenceNumber() + 1);
  }

  private static int lanes(TriggerDefinition definition) {
    return definition.settings().batching().parallelizationFactor();
  }

  private TriggerState state(TriggerDefinition definition) {
    TriggerDefinition now = applied;
    boolean enabled = definition.settings().enabled();
    if (definition.equals(now)) {
      return enabled ? TriggerState.ENABLED : TriggerState.DISABLED;
    }
    if (now == null) {
      return isNew ? TriggerState.CREATING : TriggerState.ENABLING;
    }
    if (enabled == now.settings().enabled()) {
      return TriggerState.UPDATING;
    }
    return enabled ? TriggerState.ENABLING : TriggerState.DISABLING;
  }

  private static Trigger describe(
      TriggerDefinition definition, TriggerState state, String lastResult) {
    return new Trigger(
        definition.uuid(),
        definition.stream(),
        definition.startingPosition(),
        definition.settings(),
        state,
        definition.reason(),
        definition.lastModifiedMs(),
        lastResult);
  }
}
