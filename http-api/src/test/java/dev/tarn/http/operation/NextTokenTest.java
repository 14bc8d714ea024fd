package dev.tarn.http.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.key.PrimaryKey;
import dev.tarn.kv.key.StoreKey;
import dev.tarn.kv.partiql.Statements;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NextTokenTest {
  private static final StoreKey KEY = new PrimaryKey(new S("a"), new S("b")).storeKey(3);

  private static NextToken token(String statement, String tableId, AttributeValue... parameters) {
    return NextToken.of(
        new StatementExecution(new Statements().parse(statement), List.of(parameters), false),
        tableId);
  }

  private static void assertRefused(String message, NextToken token, String text) {
    assertThatThrownBy(() -> token.decode(text))
        .isInstanceOf(ValidationException.class)
        .hasMessage(message);
  }

  @Test
  void keepsPositions() {
    NextToken token = token("SELECT * FROM t", "id");
    for (ReadPosition position :
        List.of(new ReadPosition(0, KEY), new ReadPosition(49, KEY), new ReadPosition(10, null))) {
      ReadPosition decoded = token.decode(token.encode(position));
      assertThat(decoded.step()).isEqualTo(position.step());
      assertThat(decoded.last() == null).isEqualTo(position.last() == null);
      if (decoded.last() != null) {
        assertThat(decoded.last().bytes()).isEqualTo(KEY.bytes());
      }
    }
  }

  @Test
  void belongsToStatementParametersAndTable() {
    String text = token("SELECT * FROM t WHERE a = ?", "id", new S("x")).encode(ReadPosition.START);
    String mismatch = "NextToken does not match request";
    assertRefused(mismatch, token("SELECT * FROM t WHERE b = ?", "id", new S("x")), text);
    assertRefused(mismatch, token("SELECT * FROM t WHERE a = ?", "id", new S("y")), text);
    assertRefused(mismatch, token("SELECT * FROM t WHERE a = ?", "other", new S("x")), text);
  }

  @Test
  void refusesEveryOtherByte() {
    NextToken token = token("SELECT * FROM t", "id");
    byte[] bytes = Base64.getDecoder().decode(token.encode(new ReadPosition(1, KEY)));
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      assertRefused("Invalid NextToken", token, Base64.getEncoder().encodeToString(changed));
    }
    assertRefused("Invalid NextToken", token, "");
    assertRefused("Invalid NextToken", token, "no base64!");
  }
}
