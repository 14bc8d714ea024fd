package dev.tarn.http.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.stream.trigger.Delivery;
import dev.tarn.stream.trigger.GivenUp;
import dev.tarn.stream.trigger.GivenUp.Condition;
import dev.tarn.stream.trigger.Outcome;
import dev.tarn.stream.trigger.Outcome.Failed;
import dev.tarn.stream.trigger.Outcome.PartlyFailed;
import dev.tarn.stream.trigger.Outcome.Succeeded;
import dev.tarn.stream.trigger.Window;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies are written with single quotes. */
final class BatchResponseTest {
  private static final Window WINDOW = new Window(0, 60_000, null, false, false);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "{'batchItemFailures':[]}",
        "{'batchItemFailures':null}",
        "{'other':{'batchItemFailures':[{'itemIdentifier':'1'}]}}",
      })
  void takesAnAnswerWithoutFailuresForSuccess(String body) {
    assertThat(outcome(Deliveries.reporting(), body)).isEqualTo(new Succeeded(200, null));
  }

  @Test
  void namesTheFailures() {
    String body = "{'batchItemFailures':[{'itemIdentifier':'1'},{'x':[1],'itemIdentifier':'2'}]}";
    assertThat(outcome(Deliveries.reporting(), body))
        .isEqualTo(new PartlyFailed(200, List.of("1", "2"), null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OK",
        "{",
        "[]",
        "'text'",
        "{'batchItemFailures':'1'}",
        "{'batchItemFailures':['1']}",
        "{'batchItemFailures':[{}]}",
        "{'batchItemFailures':[{'itemIdentifier':''}]}",
        "{'batchItemFailures':[{'itemIdentifier':null}]}",
        "{'batchItemFailures':[{'itemIdentifier':7}]}",
        "{'batchItemFailures':[{'itemIdentifer':'1'}]}",
      })
  void takesNonsenseForFailureWhereFailuresAreReported(String body) {
    assertThat(outcome(Deliveries.reporting(), body)).isInstanceOf(Failed.class);
    assertThat(outcome(Deliveries.of(), body)).isEqualTo(new Succeeded(200, null));
  }

  @Test
  void survivesDeepNesting() {
    assertThat(outcome(Deliveries.reporting(), "{'a':".repeat(100_000))).isInstanceOf(Failed.class);
  }

  @Test
  void keepsAStateAsItCame() {
    assertThat(outcome(Deliveries.inWindow(WINDOW), "{'é':1,'state': {'n': 1.10, 's':'ü'} }"))
        .isEqualTo(new Succeeded(200, "{\"n\": 1.10, \"s\":\"ü\"}"));
    assertThat(outcome(Deliveries.inWindow(WINDOW), "{'state':12345678901234567890.50}"))
        .isEqualTo(new Succeeded(200, "12345678901234567890.50"));
    assertThat(outcome(Deliveries.inWindow(WINDOW), "{'state':'a','batchItemFailures':[]}"))
        .isEqualTo(new Succeeded(200, "\"a\""));
  }

  @Test
  void wantsAStateUntilTheWindowEnds() {
    assertThat(outcome(Deliveries.inWindow(WINDOW), "{}")).isInstanceOf(Failed.class);
    Window last = new Window(0, 60_000, "{}", true, false);
    assertThat(outcome(Deliveries.inWindow(last), "nonsense")).isEqualTo(new Succeeded(200, null));
  }

  @Test
  void wantsNothingOfADestination() {
    GivenUp givenUp = new GivenUp(Condition.RECORD_AGE_EXCEEDED, 3, "timeout", 0);
    assertThat(outcome(Deliveries.givenUp(givenUp), "OK")).isEqualTo(new Succeeded(200, null));
  }

  /** A runtime emulator says so with status 200. */
  @Test
  void tellsThatAFunctionHasFailed() {
    String body = "{'errorMessage':'out of luck','errorType':'Exception','stackTrace':[]}";
    assertThat(outcome(Deliveries.of(), body))
        .isEqualTo(new Failed(200, "the function failed: Exception"));
  }

  private static Outcome outcome(Delivery delivery, String body) {
    byte[] json = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return BatchResponse.outcome(delivery, 200, json);
  }
}
