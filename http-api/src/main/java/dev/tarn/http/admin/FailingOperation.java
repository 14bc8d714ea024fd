package dev.tarn.http.admin;

import dev.tarn.http.protocol.AnswerWriter;
import dev.tarn.http.protocol.Exchange;
import dev.tarn.http.protocol.Operation;
import dev.tarn.http.protocol.Structure;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * An operation that fails where a rule says so, and is itself else.
 *
 * @param operation the operation
 * @param failures the rules
 * @param tables the names of the tables that a request touches
 */
public record FailingOperation(
    Operation operation, Failures failures, Function<Structure, Set<String>> tables)
    implements Operation {
  @Override
  public String name() {
    return operation.name();
  }

  @Override
  public void answer(Structure input, Exchange exchange) {
    ArmedRule picked = failures.pick(name(), () -> tables.apply(input));
    if (picked == null) {
      operation.answer(input, exchange);
    } else if (picked.rule().afterwards()) {
      operation.answer(input, new Picked(exchange, picked));
    } else {
      later(picked.rule().delayMs(), exchange, () -> fail(picked, input, exchange));
    }
  }

  private void fail(ArmedRule picked, Structure input, Exchange exchange) {
    if (picked.rule().failure() instanceof Failure.InsteadOfAnswer instead) {
      exchange.fail(instead.failure());
    } else {
      operation.answer(input, new Picked(exchange, picked));
    }
  }

  private static void later(long delayMs, Exchange exchange, Runnable work) {
    if (delayMs == 0) {
      work.run();
    } else {
      CompletableFuture.delayedExecutor(delayMs, TimeUnit.MILLISECONDS, exchange::offload)
          .execute(work);
    }
  }

  /** The exchange of a request that a rule has picked, and that is done, in whole or in part. */
  private static final class Picked implements Exchange {
    private final Exchange exchange;
    private final ArmedRule picked;
    private final FailureRule rule;
    private int parts;

    Picked(Exchange exchange, ArmedRule picked) {
      this.exchange = exchange;
      this.picked = picked;
      this.rule = picked.rule();
    }

    @Override
    public void reply(AnswerWriter writer) {
      afterwards(
          () -> {
            if (rule.failure() instanceof Failure.InsteadOfAnswer instead) {
              exchange.fail(instead.failure());
            } else {
              exchange.reply(writer);
            }
          });
    }

    /** What was not done needs no failure of ours. */
    @Override
    public void fail(Throwable error) {
      afterwards(() -> exchange.fail(error));
    }

    @Override
    public void offload(Runnable work) {
      exchange.offload(work);
    }

    @Override
    public boolean takesNextPart() {
      return !(rule.failure() instanceof Failure.PartOfBatch part) || picked.takes(part, parts++);
    }

    private void afterwards(Runnable answer) {
      later(rule.afterwards() ? rule.delayMs() : 0, exchange, answer);
    }
  }
}
