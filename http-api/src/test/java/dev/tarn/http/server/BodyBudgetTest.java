package dev.tarn.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BodyBudgetTest {
  @Test
  void givesNoMoreThanItHas() {
    BodyBudget budget = new BodyBudget(10);

    assertThat(budget.take(6)).isTrue();
    assertThat(budget.take(5)).isFalse();
    assertThat(budget.take(4)).isTrue();
    assertThat(budget.take(1)).isFalse();
  }

  @Test
  void givesAgainWhatItGotBack() {
    BodyBudget budget = new BodyBudget(10);
    budget.take(10);

    budget.giveBack(3);

    assertThat(budget.take(4)).isFalse();
    assertThat(budget.take(3)).isTrue();
  }
}
