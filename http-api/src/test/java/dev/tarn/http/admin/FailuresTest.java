package dev.tarn.http.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FailuresTest {
  private static final FailureRuleReader READER = new FailureRuleReader();

  private final Failures failures = new Failures();

  private void put(String name, String json) {
    failures.put(READER.read(name, new JsonObject(json.replace('\'', '"'))));
  }

  /** The name of the rule that picks a request that touches a table, or null. */
  private @Nullable String pick(String operation, String table) {
    ArmedRule armed = failures.pick(operation, () -> Set.of(table));
    return armed == null ? null : armed.rule().name();
  }

  @Test
  void noRulePicksNothing() {
    assertThat(failures.pick("PutItem", () -> fail("asked for the tables"))).isNull();
  }

  @Test
  void aRuleThatIsNotAboutATableDoesNotAskForThem() {
    put("rule", "{'status':500}");
    assertThat(failures.pick("PutItem", () -> fail("asked for the tables"))).isNotNull();
  }

  @Test
  void picksByOperationAndTable() {
    put("rule", "{'operations':['PutItem','GetItem'],'table':'music','status':500}");
    assertThat(pick("PutItem", "music")).isEqualTo("rule");
    assertThat(pick("GetItem", "music")).isEqualTo("rule");
    assertThat(pick("Query", "music")).isNull();
    assertThat(pick("PutItem", "films")).isNull();
  }

  @Test
  void skipsThenFiresThenEnds() {
    put("rule", "{'status':500,'skip':1,'times':2}");
    assertThat(pick("PutItem", "music")).isNull();
    assertThat(pick("PutItem", "music")).isEqualTo("rule");
    assertThat(failures.get("rule")).returns(2L, ArmedRule::matched).returns(1L, ArmedRule::fired);
    assertThat(pick("PutItem", "music")).isEqualTo("rule");
    assertThat(failures.get("rule")).isNull();
    assertThat(pick("PutItem", "music")).isNull();
  }

  @Test
  void theSameSeedMakesTheSameChoices() {
    List<Boolean> choices = choices(7);
    assertThat(choices(7)).isEqualTo(choices).contains(true, false);
    assertThat(choices(8)).isNotEqualTo(choices);
  }

  private List<Boolean> choices(long seed) {
    put("rule", "{'status':500,'probability':0.5,'seed':" + seed + "}");
    return IntStream.range(0, 64).mapToObj(i -> pick("Scan", "music") != null).toList();
  }

  @Test
  void theFirstNameThatPicksDecides() {
    put("b", "{'status':500}");
    put("a", "{'status':500,'times':1}");
    assertThat(pick("Scan", "music")).isEqualTo("a");
    assertThat(pick("Scan", "music")).isEqualTo("b");
  }

  @Test
  void aRuleInThePlaceOfAnotherBeginsAnew() {
    put("rule", "{'status':500}");
    assertThat(pick("Scan", "music")).isEqualTo("rule");
    put("rule", "{'status':503}");
    assertThat(failures.get("rule")).returns(0L, ArmedRule::fired);
    assertThat(failures.all()).hasSize(1);
  }

  @Test
  void holdsAHundredRules() {
    for (int i = 0; i < Failures.MAX_RULES; i++) {
      put("rule" + i, "{'status':500}");
    }
    put("rule0", "{'status':503}");
    assertThatThrownBy(() -> put("more", "{'status':500}"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("100 rules");
    assertThat(failures.remove("rule7")).isTrue();
    assertThat(failures.remove("rule7")).isFalse();
    put("more", "{'status':500}");
    failures.clear();
    assertThat(failures.all()).isEmpty();
    assertThat(pick("Scan", "music")).isNull();
  }

  private static Set<String> fail(String message) {
    throw new AssertionError(message);
  }
}
