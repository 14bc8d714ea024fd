package dev.tarn.kv.partiql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.expression.DocumentPath;
import dev.tarn.kv.expression.PathElement;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.N;
import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.item.Decimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StatementSyntaxTest {
  private static Statement parse(String text) {
    return new Statements().parse(text).statement();
  }

  private static Expression value(String literal) {
    return ((Statement.Insert) parse("INSERT INTO t VALUE " + literal)).value();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM t",
        "select * from t where a = 1;",
        "SELECT a, b.c[0], \"d e\".\"f\" FROM \"my-table\".\"my.index\" WHERE a IN [1, ?]",
        "SELECT * FROM t WHERE a IN (1, 2) ORDER BY a DESC, b ASC, c",
        "SELECT * FROM t -- a comment\nWHERE a = 1 /* and another */ AND b IS NOT MISSING",
        "SELECT * FROM t WHERE year = 2020 AND NOT (a BETWEEN 1 AND 2 OR a NOT IN [3])",
        "INSERT INTO t VALUE {'a': [1, -2.5e3, .5], \"b\": <<'x'>>, c: {'d': NULL}}",
        "UPDATE t SET a = 1, b = b - ? SET c = list_append(c, [1]) REMOVE d[1] WHERE k = 'x'",
        "DELETE FROM t WHERE k = ? RETURNING ALL OLD *",
        "EXISTS(SELECT * FROM t WHERE k = 1 AND a = 2)"
      })
  void takesStatements(String text) {
    assertThatCode(() -> parse(text)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "REPLACE INTO t | Expected data manipulation",
        "UPDATE my-table SET a = 1 | Expected data manipulation",
        "SELECT * FROM t WHERE key = 1 | Unexpected keyword",
        "SELECT * t | Unexpected term",
        "SELECT * FROM t WHERE a = | Unexpected term",
        "SELECT * FROM t WHERE a = 1 b | Unexpected token after expression",
        "SELECT * FROM t LIMIT 1 | Unexpected token after expression",
        "SELECT * FROM t WHERE a = 'x | Unterminated literal",
        "SELECT * FROM t WHERE a = #x | Invalid character",
        "SELECT * FROM t WHERE nope(a, 1) | Unsupported function: nope",
        "SELECT a[x] FROM t | Unexpected path component",
        "SELECT a.order FROM t | Invalid path dot component"
      })
  void refusesWhatIsNotWellFormed(String text, String detail) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(ValidationException.class)
        .hasMessage("Statement wasn't well formed, can't be processed: " + detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT * FROM t AS x | Aliasing is not supported",
        "SELECT * FROM t x | Aliasing is not supported",
        "SELECT a AS b FROM t | Aliasing is not supported",
        "SELECT * FROM ? | Unexpected from source",
        "SELECT * FROM 't' | Unexpected from source",
        "SELECT * FROM \"\" | Path component cannot be an empty string",
        "SELECT * FROM a.b.c | A path may contain at most 2 components in the FROM clause"
      })
  void refusesWhatTheServiceDoesNotOffer(String text, String message) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(ValidationException.class)
        .hasMessage(message);
  }

  @Test
  void readsLiterals() {
    assertThat(value("'it''s'")).isEqualTo(new Expression.Literal(new S("it's")));
    assertThat(value("-1.50")).isEqualTo(new Expression.Literal(new N(Decimal.parse("-1.5"))));
    assertThat(value("TRUE")).isEqualTo(new Expression.Literal(AttributeValue.Bool.TRUE));
  }

  @Test
  void readsPaths() {
    assertThat(((Statement.Select) parse("SELECT a.\"b \"\"c\"[2] FROM t")).columns())
        .containsExactly(
            new DocumentPath(
                "a", List.of(new PathElement.Name("b \"c"), new PathElement.Index(2))));
  }

  @Test
  void numbersParametersInTheOrderOfTheText() {
    Statement.Select select = (Statement.Select) parse("SELECT * FROM t WHERE a = ? AND b = ?");
    assertThat(select.toString()).contains("index=0").contains("index=1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[", "{'a':", "<<", "NOT ", "size(", "a + "})
  void survivesDeepNesting(String opening) {
    String text = "SELECT * FROM t WHERE " + opening.repeat(8_000 / opening.length());
    assertThatThrownBy(() -> parse(text)).isInstanceOf(ValidationException.class);
  }

  @Test
  void boundsTheLengthOfSums() {
    assertThatCode(() -> value("1" + " + 1".repeat(100))).doesNotThrowAnyException();
    assertThatThrownBy(() -> value("1" + " + 1".repeat(101)))
        .isInstanceOf(ValidationException.class);
  }

  @Test
  void refusesAnyMutationWithAnAnswerOfItsOwn() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String[] statements = {
      "SELECT a.b[0] FROM \"t\".\"i\" WHERE a IN [1, ?] AND begins_with(b, 'x') ORDER BY a DESC",
      "UPDATE t SET a = set_add(a, <<1, 2>>) REMOVE b WHERE k = 'x' RETURNING ALL OLD *",
      "INSERT INTO t VALUE {'a': [1, -2.5e3], 'b': <<'x'>>, 'c': {'d': NULL}}"
    };
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(statements[random.nextInt(statements.length)]);
      for (int j = random.nextInt(4); j >= 0; j--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.insert(at, "'\"()[]{}<>,.?=1 aE-".charAt(random.nextInt(19)));
          default -> text.setCharAt(at, (char) random.nextInt(128));
        }
      }
      try {
        parse(text.toString());
      } catch (ValidationException answer) {
        assertThat(answer).as("seed %d: %s", seed, text).hasMessageNotContaining("null");
      }
    }
  }
}
