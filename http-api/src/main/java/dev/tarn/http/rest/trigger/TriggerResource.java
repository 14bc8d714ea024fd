package dev.tarn.http.rest.trigger;

import dev.tarn.http.operation.Database;
import dev.tarn.http.rest.RestResource;
import dev.tarn.stream.delivery.Triggers;
import java.util.List;

/** The triggers. */
public final class TriggerResource {
  private TriggerResource() {}

  /** Its operations. */
  public static RestResource on(Triggers triggers, Database database) {
    return new RestResource(
        "triggers.json",
        List.of(
            new ListTriggers(triggers, database),
            new CreateTrigger(triggers, database),
            new GetTrigger(triggers, database.arns()),
            new PatchTrigger(triggers, database.arns()),
            new DeleteTrigger(triggers),
            new PauseTrigger(triggers, database.arns()),
            new ResumeTrigger(triggers, database.arns()),
            new ReplayTrigger(triggers, database.arns()),
            new ListDeliveries(triggers),
            new ListDeadLetters(triggers),
            // Before the paths of one letter: "replay" is no sequence number.
            new ReplayDeadLetters(triggers),
            new GetDeadLetter(triggers),
            new ReplayDeadLetter(triggers),
            new PurgeDeadLetters(triggers),
            new DeleteDeadLetter(triggers)));
  }
}
