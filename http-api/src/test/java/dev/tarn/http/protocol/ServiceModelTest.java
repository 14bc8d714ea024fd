package dev.tarn.http.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.http.protocol.Shape.StructureShape;
import org.junit.jupiter.api.Test;

final class ServiceModelTest {
  @Test
  void knowsEveryOperationOfTheService() {
    assertThat(ServiceModel.dynamodb().operationNames())
        .hasSize(58)
        .contains("PutItem", "TransactWriteItems", "ExecuteStatement", "UpdateTimeToLive");
  }

  @Test
  void describesEveryInputWhole() {
    ServiceModel model = ServiceModel.dynamodb();

    assertThat(model.operationNames())
        .allSatisfy(operation -> assertThat(model.input(operation)).isNotNull());
  }

  @Test
  void describesTheFourOperationsOfStreams() {
    ServiceModel model = ServiceModel.streams();

    assertThat(model.operationNames())
        .containsExactlyInAnyOrder(
            "ListStreams", "DescribeStream", "GetShardIterator", "GetRecords")
        .allSatisfy(operation -> assertThat(model.input(operation)).isNotNull());
  }

  @Test
  void refusesToReadAMemberThatTheShapeDoesNotHave() {
    StructureShape shape = ServiceModel.dynamodb().input("GetItem");

    assertThatThrownBy(() -> shape.indexOf("Itme"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("GetItemInput has no member Itme");
  }
}
