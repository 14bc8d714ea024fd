package dev.tarn.http.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.stream.filter.RecordEvent;
import dev.tarn.stream.record.StreamRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns are written with single quotes, and stand before {@link Records}' order. */
final class PatternJsonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'eventName':['MODIFY']}",
        "{'eventName':['INSERT','MODIFY']}",
        "{'eventID':[{'prefix':'0123'}],'eventSource':['aws:dynamodb'],'awsRegion':['us-east-1']}",
        "{'dynamodb':{'StreamViewType':['NEW_AND_OLD_IMAGES']}}",
        "{'dynamodb':{'SizeBytes':[123]}}",
        "{'dynamodb':{'SizeBytes':[123.0]}}",
        "{'dynamodb':{'SizeBytes':[{'numeric':['=',123]}]}}",
        "{'dynamodb':{'SizeBytes':[{'numeric':['>',100,'<=',123]}]}}",
        "{'dynamodb':{'SizeBytes':[{'numeric':['<',5]},{'numeric':['>=',123]}]}}",
        "{'dynamodb':{'ApproximateCreationDateTime':[1700000000]}}",
        "{'dynamodb':{'SequenceNumber':['100000000000000000042']}}",
        "{'dynamodb':{'Keys':{'pk':{'S':[{'prefix':'order#'}]}}}}",
        "{'dynamodb':{'Keys':{'pk':{'S':[{'prefix':{'equals-ignore-case':'ORDER'}}]}}}}",
        "{'dynamodb':{'Keys':{'pk':{'S':[{'suffix':'#7'}]}}}}",
        "{'dynamodb':{'Keys':{'pk':{'S':[{'suffix':{'equals-ignore-case':'DER#7'}}]}}}}",
        "{'dynamodb':{'Keys':{'pk':{'S':[{'equals-ignore-case':'Order#7'}]}}}}",
        "{'dynamodb':{'NewImage':{'price':{'N':['12.5']}},'OldImage':{'price':{'N':['10']}}}}",
        "{'dynamodb':{'NewImage':{'paid':{'BOOL':[true]},'note':{'NULL':[true]}}}}",
        "{'dynamodb':{'NewImage':{'tags':{'SS':['red']}}}}",
        "{'dynamodb':{'NewImage':{'tags':{'SS':[{'anything-but':'red'}]}}}}",
        "{'dynamodb':{'NewImage':{'raw':{'B':['Ymlu']}}}}",
        "{'dynamodb':{'NewImage':{'lines':{'L':{'M':{'article':{'S':['pear']}}}}}}}",
        "{'dynamodb':{'NewImage':{'empty':{'L':[{'exists':false}]}}}}",
        "{'dynamodb':{'NewImage':{'price':{'N':[{'exists':true}]}}}}",
        "{'dynamodb':{'NewImage':{'discount':{'N':[{'exists':false}]}}}}",
        "{'dynamodb':{'OldImage':{'paid':{'BOOL':[{'exists':false}]}}}}",
        "{'userIdentity':{'type':[{'exists':false}]}}",
        "{'eventName':[{'anything-but':'INSERT'}]}",
        "{'eventName':[{'anything-but':['INSERT','REMOVE']}]}",
        "{'eventName':[{'anything-but':{'prefix':'INS'}}]}",
        "{'eventName':[{'anything-but':{'suffix':['ERT','OVE']}}]}",
        "{'eventName':[{'anything-but':{'equals-ignore-case':['insert','remove']}}]}",
        "{'dynamodb':{'SizeBytes':[{'anything-but':[1,2]}]}}",
        "{'$or':[{'eventName':['INSERT']},{'dynamodb':{'SizeBytes':[123]}}]}",
        "{'eventName':['MODIFY'],'$or':[{'awsRegion':['mars']},{'awsRegion':['us-east-1']}]}",
        "{'dynamodb':{'NewImage':{'$or':[{'a':{'S':['x']}},{'paid':{'BOOL':[true]}}]}}}",
      })
  void matchesAModification(String pattern) {
    assertThat(matches(pattern, Records.modification())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'eventName':['modify']}",
        "{'eventName':[null]}",
        "{'eventName':['MODIFY'],'awsRegion':['mars']}",
        "{'dynamodb':{'SizeBytes':['123']}}",
        "{'dynamodb':{'SizeBytes':[{'numeric':['>',123]}]}}",
        "{'dynamodb':{'SizeBytes':[{'anything-but':[123]}]}}",
        "{'dynamodb':{'NewImage':{'price':{'N':['12.50']}}}}",
        "{'dynamodb':{'NewImage':{'price':{'S':['12.5']}}}}",
        "{'dynamodb':{'NewImage':{'price':['12.5']}}}",
        "{'dynamodb':{'NewImage':{'paid':{'BOOL':['true']}}}}",
        "{'dynamodb':{'NewImage':{'price':{'N':[{'exists':false}]}}}}",
        "{'dynamodb':{'NewImage':{'price':[{'exists':true}]}}}",
        "{'dynamodb':{'NewImage':{'discount':{'N':[{'anything-but':'1'}]}}}}",
        "{'dynamodb':{'NewImage':{'discount':{'N':[{'exists':true}]}}}}",
        "{'dynamodb':{'Keys':{'pk':{'S':[{'suffix':'a long text before order#7'}]}}}}",
        "{'eventName':[{'anything-but':{'prefix':['INS','MOD']}}]}",
        "{'$or':[{'eventName':['INSERT']},{'eventName':['REMOVE']}]}",
        "{'eventName':{'name':['MODIFY']}}",
      })
  void doesNotMatchAModification(String pattern) {
    assertThat(matches(pattern, Records.modification())).isFalse();
  }

  @Test
  void doesNotTakeNumbersOfItemsForNumbers() {
    String pattern = "{'dynamodb':{'NewImage':{'price':{'N':[%s]}}}}";
    assertThat(matches(pattern.formatted("{'numeric':['>',0]}"), Records.modification())).isFalse();
    assertThat(matches(pattern.formatted("12.5"), Records.modification())).isFalse();
  }

  @Test
  void wantsTheSameElementForAllFields() {
    String pattern =
        "{'dynamodb':{'NewImage':{'lines':{'L':{'M':{'article':{'S':['%s']},'count':{'N':['%d']}}}}}}}";
    assertThat(matches(pattern.formatted("apple", 3), Records.modification())).isTrue();
    assertThat(matches(pattern.formatted("apple", 1), Records.modification())).isFalse();
  }

  @Test
  void tellsMissingImages() {
    String pattern = "{'dynamodb':{'OldImage':{'pk':{'S':[{'exists':false}]}}}}";
    assertThat(matches(pattern, Records.insertion())).isTrue();
    assertThat(matches(pattern, Records.expiry())).isFalse();
  }

  @Test
  void tellsExpiriesByTheirIdentity() {
    String pattern =
        "{'userIdentity':{'type':['Service'],'principalId':['dynamodb.amazonaws.com']}}";
    assertThat(matches(pattern, Records.expiry())).isTrue();
    assertThat(matches(pattern, Records.modification())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "'eventName'",
        "{}",
        "{'eventName':'INSERT'}",
        "{'eventName':null}",
        "{'eventName':[]}",
        "{'eventName':{}}",
        "{'eventName':[['INSERT']]}",
        "{'eventName':[{}]}",
        "{'eventName':[{'prefix':'a','suffix':'b'}]}",
        "{'eventName':[{'prefix':1}]}",
        "{'eventName':[{'prefix':{'suffix':'a'}}]}",
        "{'eventName':[{'sounds-like':'insert'}]}",
        "{'eventName':[{'exists':'true'}]}",
        "{'eventName':[{'anything-but':[]}]}",
        "{'eventName':[{'anything-but':null}]}",
        "{'eventName':[{'anything-but':['a',1]}]}",
        "{'eventName':[{'anything-but':[true]}]}",
        "{'eventName':[{'anything-but':{'numeric':['=',1]}}]}",
        "{'eventName':[{'anything-but':{'prefix':[]}}]}",
        "{'eventName':[{'numeric':[]}]}",
        "{'eventName':[{'numeric':['>']}]}",
        "{'eventName':[{'numeric':['>','1']}]}",
        "{'eventName':[{'numeric':['!=',1]}]}",
        "{'eventName':[{'numeric':['<',1,'>',0]}]}",
        "{'eventName':[{'numeric':['>',1,'<',1]}]}",
        "{'eventName':[{'numeric':5}]}",
        "{'$or':[]}",
        "{'$or':[{'eventName':['INSERT']}]}",
        "{'$or':['a','b']}",
      })
  void rejectsWhatIsNoPattern(String pattern) {
    assertThatThrownBy(() -> PatternJson.parse(pattern.replace('\'', '"')))
        .isInstanceOf(ValidationException.class)
        .hasMessageStartingWith("Invalid filter pattern definition: ");
  }

  @Test
  void survivesDeepNesting() {
    String pattern = "{'a':".repeat(4_096 / 5).replace('\'', '"');
    assertThatThrownBy(() -> PatternJson.parse(pattern)).isInstanceOf(ValidationException.class);
  }

  private static boolean matches(String pattern, StreamRecord record) {
    return PatternJson.parse(pattern.replace('\'', '"'))
        .matches(new RecordEvent(record, "us-east-1"));
  }
}
