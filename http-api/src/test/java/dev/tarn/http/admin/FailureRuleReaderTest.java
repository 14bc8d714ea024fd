package dev.tarn.http.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.http.protocol.ServiceModel;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FailureRuleReaderTest {
  private final FailureRuleReader reader = new FailureRuleReader();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'operations':['GetItem','PutItem'],'table':'music','error':'ThrottlingException',"
            + "'message':'slow down','when':'before','skip':1,'times':2}",
        "{'error':'TransactionCanceledException','message':'no',"
            + "'cancellationReasons':[{'code':'None'},{'code':'TransactionConflict','message':'m'}],"
            + "'when':'after'}",
        "{'operations':['Query'],'status':503,'when':'before'}",
        "{'dropConnection':true,'delayMs':60000,'when':'after'}",
        "{'operations':['BatchWriteItem'],'batch':{'first':3},'when':'before'}",
        "{'operations':['BatchGetItem'],'batch':{'fraction':0.5},'when':'before',"
            + "'probability':0.25,'seed':7}",
        "{'delayMs':1,'when':'before'}"
      })
  void whatItReadsIsWrittenAgain(String json) {
    JsonObject rule = json(json);

    JsonObject written = FailureRuleWriter.write(new ArmedRule(reader.read("rule", rule)));

    assertThat(written)
        .isEqualTo(rule.copy().put("name", "rule").put("matched", 0L).put("fired", 0L));
  }

  @Test
  void knowsEveryErrorOfBothServices() {
    assertThat(ServiceModel.dynamodb().errors())
        .hasSizeGreaterThan(40)
        .containsEntry("InternalServerError", 500)
        .containsEntry("ServiceUnavailable", 503)
        .containsEntry("ItemCollectionSizeLimitExceededException", 400);
    assertThat(ServiceModel.streams().errors()).containsEntry("TrimmedDataAccessException", 400);
    for (String error : ServiceModel.dynamodb().errors().keySet()) {
      assertThat(reader.read("rule", new JsonObject().put("error", error)).failure())
          .isInstanceOf(Failure.InsteadOfAnswer.class);
    }
  }

  @Test
  void aBatchDoneInPartIsAboutBatchesAlone() {
    FailureRule rule = reader.read("rule", json("{'batch':{'first':1}}"));

    assertThat(rule.isAbout("BatchWriteItem", Set::of)).isTrue();
    assertThat(rule.isAbout("PutItem", Set::of)).isFalse();
  }

  @Test
  void oneOperationNeedsNoArray() {
    assertThat(reader.read("rule", json("{'operations':'Scan','status':500}")).operations())
        .containsExactly("Scan");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | A rule has an error, a status, dropConnection, a batch, or delayMs",
        "{'error':'NoSuchException'} | error: 'NoSuchException' is no error of DynamoDB's",
        "{'error':7} | error must be a string",
        "{'status':200} | status must be a whole number from 400 to 599",
        "{'status':503,'dropConnection':true} | A rule has only one of error, status,"
            + " dropConnection and batch",
        "{'status':503,'operations':['Putitem']} | operations: 'Putitem' is no operation",
        "{'batch':{'first':1},'operations':['PutItem']} | operations: 'PutItem' is no operation"
            + " that can be done in part",
        "{'batch':{}} | batch has either first or fraction: what is done of it",
        "{'batch':{'fraction':1.5}} | fraction must be a number from 0 to 1",
        "{'delayMs':60001} | delayMs must be a whole number from 0 to 60000",
        "{'delayMs':1.5} | delayMs must be a whole number from 0 to 60000",
        "{'delayMs':5,'when':'later'} | when must be before or after",
        "{'delayMs':5,'table':'x'} | table must be a table's name",
        "{'delayMs':5,'probability':2} | probability must be a number from 0 to 1",
        "{'delayMs':5,'times':0} | times must be a whole number from 1 to 9223372036854775807",
        "{'delayMs':5,'time':1,'a':1} | There is no such member: a, time",
        "{'delayMs':5,'message':'m'} | There is no such member: message"
      })
  void refusesWhatIsNoRule(String json, String detail) {
    assertThatThrownBy(() -> reader.read("rule", json(json)))
        .isInstanceOf(Problem.class)
        .hasMessage(detail);
  }

  @Test
  void refusesANameThatNoPathCanHave() {
    assertThatThrownBy(() -> reader.read("a b", json("{'status':500}")))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith("A rule's name is");
  }

  private static JsonObject json(String text) {
    return new JsonObject(text.replace('\'', '"'));
  }
}
