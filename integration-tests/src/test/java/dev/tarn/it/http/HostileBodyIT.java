package dev.tarn.it.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.TestTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that no SDK sends: refused as the client's errors, and the server lives on. */
final class HostileBodyIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private RawClient client;
  private String table;

  @BeforeEach
  void openClient() {
    client = new RawClient(TARN.endpoint());
    table = TestTable.create(TARN.dynamoDb()).name();
  }

  @AfterEach
  void closeClient() throws Exception {
    assertThat(client.send("ListTables", "{}").status()).as("the server lives on").isEqualTo(200);
    client.close();
  }

  /** Apostrophes stand for quotes, TABLE for the table's name. */
  private Answer put(String body) throws Exception {
    return client.send("PutItem", body.replace('\'', '"').replace("TABLE", table));
  }

  private Answer putValue(String value) throws Exception {
    return put("{'TableName':'TABLE','Item':{'pk':{'S':'a'},'v':" + value + "}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "1",
        "'x'",
        "{'TableName'",
        "{'TableName':",
        "{'TableName':'TABLE',}",
        "{'TableName':'TABLE'} {",
        "{'TableName':'TABLE','Item':{'pk':{'S':'a",
        "{'TableName':'\\uD8'}",
        "{'TableName':'\u0001'}",
        "{'TableName':1}",
        "{'TableName':['TABLE']}",
        "{'TableName':{'S':'TABLE'}}",
        "{'TableName':'TABLE','Item':[]}",
        "{'TableName':'TABLE','Item':{'pk':'a'}}",
        "{'TableName':'TABLE','Item':{'pk':{'S':1}}}",
        "{'TableName':'TABLE','Item':{'pk':{'N':1}}}",
        "{'TableName':'TABLE','Item':{'pk':{'BOOL':'x'}}}",
        "{'TableName':'TABLE','Item':{'pk':{'SS':'a'}}}",
        "{'TableName':'TABLE','Item':{'pk':{'L':{}}}}",
        "{'TableName':'TABLE','Item':{'pk':{'M':[]}}}",
        "{'TableName':'TABLE','Item':{'pk':{'B':'not base64!'}}}",
        "{'TableName':'TABLE','Item':{'pk':{'B':'YQ='}}}",
        "{'TableName':'TABLE','Item':{'pk':{'B':7}}}",
        "<xml/>"
      })
  void isNotRead(String body) throws Exception {
    put(body).assertError("SerializationException");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'S':'a','N':'1'}",
        "{'X':'a'}",
        "{'N':''}",
        "{'N':'1e999999999'}",
        "{'N':'1e-999999999'}",
        "{'N':'1e99999999999999999999'}",
        "{'N':'--1'}",
        "{'N':'1e'}",
        "{'NS':['1','x']}",
        "{'NULL':false}",
        "{'SS':[]}",
        "{'L':[{'M':{'x':{}}}]}"
      })
  void isNoValue(String value) throws Exception {
    putValue(value).assertError("ValidationException");
  }

  @Test
  void isNestedTooDeep() throws Exception {
    for (int levels : new int[] {40, 1_000, 100_000}) {
      Answer answer = putValue("{'L':[".repeat(levels) + "]}".repeat(levels));
      assertThat(answer.status()).as("%d levels: %s", levels, answer.text()).isEqualTo(400);
      answer.assertWellFormed();
    }
    assertThat(put("[".repeat(1_000_000)).status()).isEqualTo(400);
    assertThat(put("{'a':".repeat(1_000_000)).status()).isEqualTo(400);
  }

  @Test
  void hasANumberOfAMillionDigits() throws Exception {
    putValue("{'N':'" + "9".repeat(1_000_000) + "'}").assertError("ValidationException");
    putValue("{'N':'0." + "0".repeat(1_000_000) + "1'}").assertError("ValidationException");
    Answer limit =
        client.send(
            "Scan", "{\"TableName\":\"" + table + "\",\"Limit\":" + "9".repeat(100_000) + "}");
    assertThat(limit.status()).as(limit.text()).isEqualTo(400);
  }

  @Test
  void namesAnAttributeTwice() throws Exception {
    Answer answer =
        put("{'TableName':'TABLE','Item':{'pk':{'S':'a'},'v':{'N':'1'},'v':{'N':'2'}}}");
    assertThat(answer.status()).as(answer.text()).isIn(200, 400);
    answer.assertWellFormed();
  }

  @Test
  void hasAnExpressionThatIsTooDeepOrTooLong() throws Exception {
    for (String condition :
        new String[] {
          "(".repeat(4_000) + "a = b" + ")".repeat(80),
          "NOT ".repeat(1_000) + "a = b",
          "a".repeat(5_000),
          "a.".repeat(2_000) + "a = b",
          "size(".repeat(700) + "a" + ")".repeat(700) + " = b"
        }) {
      put("{'TableName':'TABLE','Item':{'pk':{'S':'a'}},'ConditionExpression':'" + condition + "'}")
          .assertError("ValidationException");
    }
  }

  @Test
  void hasMembersThatNobodyKnows() throws Exception {
    Answer answer =
        put("{'TableName':'TABLE','Item':{'pk':{'S':'a'}},'Unknown':{'x':[1,2,{'y':null}]}}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }
}
