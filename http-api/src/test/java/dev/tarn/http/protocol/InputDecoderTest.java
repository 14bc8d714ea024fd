package dev.tarn.http.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedSet;
import dev.tarn.kv.error.DynamoDbException;
import dev.tarn.kv.error.DynamoDbException.SerializationException;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.B;
import dev.tarn.kv.item.AttributeValue.Bool;
import dev.tarn.kv.item.AttributeValue.L;
import dev.tarn.kv.item.AttributeValue.M;
import dev.tarn.kv.item.AttributeValue.N;
import dev.tarn.kv.item.AttributeValue.NS;
import dev.tarn.kv.item.AttributeValue.Null;
import dev.tarn.kv.item.AttributeValue.S;
import dev.tarn.kv.item.AttributeValue.SS;
import dev.tarn.kv.item.Binary;
import dev.tarn.kv.item.Decimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class InputDecoderTest {
  @Test
  void decodesScalarsStructuresListsAndMaps() {
    Structure input =
        Inputs.decode(
            "CreateTable",
            """
            {"TableName":"music","BillingMode":"PROVISIONED","DeletionProtectionEnabled":true,
             "ProvisionedThroughput":{"ReadCapacityUnits":5000000000,"WriteCapacityUnits":2},
             "KeySchema":[{"AttributeName":"artist","KeyType":"HASH"}]}
            """);

    assertThat(input.requiredString("TableName")).isEqualTo("music");
    assertThat(input.isTrue("DeletionProtectionEnabled")).isTrue();
    assertThat(input.requiredStructure("ProvisionedThroughput").requiredLong("ReadCapacityUnits"))
        .isEqualTo(5_000_000_000L);
    assertThat(input.requiredStructures("KeySchema"))
        .singleElement()
        .extracting(key -> key.string("AttributeName"))
        .isEqualTo("artist");
  }

  @Test
  void decodesAttributeValuesOfAllTypes() {
    Structure input =
        Inputs.put(
            """
            {"M":{"s":{"S":"é😀"},"n":{"N":"1.50"},"b":{"B":"AP8="},"t":{"BOOL":true},
             "z":{"NULL":true},"l":{"L":[{"S":""},{"M":{}}]},"ss":{"SS":["y","x"]},
             "ns":{"NS":["2","1"]},"bs":{"BS":["AA=="]}}}
            """);

    assertThat(input.requiredItem("Item").get("a"))
        .isEqualTo(
            new M(
                Map.of(
                    "s", new S("é😀"),
                    "n", new N(Decimal.parse("1.5")),
                    "b", new B(Binary.wrap(new byte[] {0, (byte) 0xFF})),
                    "t", Bool.TRUE,
                    "z", Null.INSTANCE,
                    "l", new L(List.of(new S(""), new M(Map.of()))),
                    "ss", new SS(ImmutableSortedSet.of("x", "y")),
                    "ns", new NS(ImmutableSortedSet.of(Decimal.parse("1"), Decimal.parse("2"))),
                    "bs",
                        new AttributeValue.BS(
                            ImmutableSortedSet.of(Binary.wrap(new byte[] {0}))))));
  }

  @Test
  void takesNullAsAbsentAndIgnoresUnknownMembers() {
    Structure input =
        Inputs.decode(
            "GetItem",
            """
            {"TableName":"table","Key":{},"ConsistentRead":null,"What":{"is":["this",{}]}}
            """);

    assertThat(input.has("ConsistentRead")).isFalse();
    assertThat(input.isTrue("ConsistentRead")).isFalse();
  }

  @Test
  void lastOfDuplicateMembersCounts() {
    Structure input =
        Inputs.decode(
            "PutItem",
            """
            {"TableName":"first","TableName":"second","Item":{"a":{"S":"1"},"a":{"S":"2","S":"3"}}}
            """);

    assertThat(input.requiredString("TableName")).isEqualTo("second");
    assertThat(input.requiredItem("Item").get("a")).isEqualTo(new S("3"));
  }

  @ParameterizedTest
  @CsvSource({"7.9,7", "1e3,1000", "99999999999,2147483647", "1e400,2147483647"})
  void cutsNumbersToWholeOnesThatFit(String given, int expected) {
    Structure input = Inputs.decode("Scan", "{\"TableName\":\"table\",\"Limit\":" + given + "}");

    assertThat(input.integer("Limit")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"true,true", "'\"TRUE\"',true", "'\"false\"',false", "false,false"})
  void takesTruthValuesAlsoAsStrings(String given, boolean expected) {
    Structure input =
        Inputs.decode("Scan", "{\"TableName\":\"table\",\"ConsistentRead\":" + given + "}");

    assertThat(input.bool("ConsistentRead")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Scan | {'TableName':1} | NUMBER_VALUE cannot be converted to String",
        "Scan | {'TableName':1.5} | DECIMAL_VALUE cannot be converted to String",
        "Scan | {'TableName':true} | TRUE_VALUE cannot be converted to String",
        "Scan | {'TableName':[]} | Unrecognized collection type class java.lang.String",
        "Scan | {'TableName':{}} | Start of structure or map found where not expected",
        "Scan | {'Limit':'1'} | STRING_VALUE cannot be converted to Integer",
        "Scan | {'Limit':false} | FALSE_VALUE cannot be converted to Integer",
        "Scan | {'Limit':[]} | Unrecognized collection type class java.lang.Integer",
        "Scan | {'ConsistentRead':'yes'} | Unexpected token received from parser",
        "Scan | {'ConsistentRead':1} | NUMBER_VALUE cannot be converted to Boolean",
        "Scan | {'AttributesToGet':'a'} | Unexpected field type",
        "Scan | {'AttributesToGet':{}} | Start of structure or map found where not expected",
        "Scan | {'ExpressionAttributeNames':5} | Unexpected field type",
        "PutItem | {'Item':'a'} | Unexpected field type",
        "PutItem | {'Item':{'a':5}} | Unexpected value type in payload",
        "PutItem | {'Item':{'a':{'N':5}}} | NUMBER_VALUE cannot be converted to String",
        "PutItem | {'Item':{'a':{'B':5}}} | only base-64-encoded strings are convertible to bytes",
        "PutItem | {'Item':{'a':{'SS':'a'}}} | Unexpected field type",
        "PutItem | {'Item':{'a':{'M':[]}}} | Unrecognized collection type"
            + " java.util.Map<java.lang.String, com.amazonaws.dynamodb.v20120810.AttributeValue>",
        "CreateTable | {'ProvisionedThroughput':{'ReadCapacityUnits':'1'}} | STRING_VALUE cannot be"
            + " converted to Long",
        "CreateTable | {'KeySchema':['a']} | Unexpected value type in payload",
        "ListBackups | {'TimeRangeLowerBound':'x'} | STRING_VALUE cannot be converted to Date",
      })
  void saysInTheServicesWordsWhatJsonTypeIsWrong(String operation, String json, String message) {
    DynamoDbException error = Inputs.refusal(operation, json.replace('\'', '"')).error();

    assertThat(error).isInstanceOf(SerializationException.class).hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AAA | Base64 encoded length is expected a multiple of 4 bytes but found: 3",
        "A!== | Invalid Base64 character: '!'",
        "=+/= | Invalid last non-pad Base64 character dectected",
        "AB== | Invalid last non-pad Base64 character dectected",
        "AAB= | Invalid last non-pad Base64 character dectected",
      })
  void refusesBase64ThatIsNotStrict(String text, String message) {
    ErrorAnswer answer = Inputs.refusal(() -> Inputs.put("{\"B\":\"" + text + "\"}"));

    assertThat(answer.error()).isInstanceOf(SerializationException.class).hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "\"a\"",
        "1",
        "{",
        "{}}",
        "{} {}",
        "{\"TableName\":\"abc\"",
        "{'a':1}",
        "{\"TableName\":NaN}",
        "{\"Limit\":01}",
        "{\"TableName\":\"\\ud800\"}",
        "{\"TableName\":\"\\udc00\\ud800\"}",
        "{\"TableName\":\"a\nb\"}",
        "{\"a\":1,}"
      })
  void refusesWhatIsNotOneJsonObject(String body) {
    assertThat(Inputs.refusal("Scan", body).error())
        .isInstanceOf(SerializationException.class)
        .hasMessage(null);
  }

  @Test
  void refusesMalformedUtf8() {
    byte[] body = "{\"TableName\":\"abcd\"}".getBytes(StandardCharsets.UTF_8);
    byte[][] malformed = {
      {(byte) 0xFF}, {(byte) 0xC3, 'a'}, {(byte) 0xED, (byte) 0xA0, (byte) 0x80}
    };

    assertThat(List.of(malformed))
        .allSatisfy(
            bytes -> {
              byte[] hostile = body.clone();
              System.arraycopy(bytes, 0, hostile, 14, bytes.length);
              assertThat(Inputs.refusal(() -> Inputs.decode("Scan", hostile)).error())
                  .isInstanceOf(SerializationException.class);
            });
  }

  @Test
  void survivesNestingOfAnyDepth() {
    String deep = "[".repeat(2_000_000);

    assertThat(Inputs.refusal("Scan", "{\"Unknown\":" + deep).error())
        .isInstanceOf(SerializationException.class);
    assertThat(Inputs.refusal(() -> Inputs.put("{\"L\":[".repeat(100_000))).error())
        .isInstanceOf(SerializationException.class);
  }

  @Test
  void takesALongAttributeName() {
    String name = "n".repeat(65_535);

    assertThat(
            Inputs.decode(
                    "PutItem", "{\"TableName\":\"table\",\"Item\":{\"" + name + "\":{\"S\":\"\"}}}")
                .requiredItem("Item")
                .get(name))
        .isEqualTo(new S(""));
  }
}
