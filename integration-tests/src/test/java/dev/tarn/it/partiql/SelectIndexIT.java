package dev.tarn.it.partiql;

import static dev.tarn.it.ServiceErrors.assertInvalid;
import static dev.tarn.it.Values.attribute;
import static dev.tarn.it.Values.item;
import static dev.tarn.it.Values.n;
import static dev.tarn.it.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.TestTable;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A table with a global index by owner and age, and a local one by age; both have keys only. */
final class SelectIndexIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private TestTable table;
  private Partiql partiql;

  @BeforeEach
  void fillTable() {
    table = TestTable.create(TARN.dynamoDb(), ScalarAttributeType.S, SelectIndexIT::withIndexes);
    partiql = new Partiql(table);
    for (int i = 1; i <= 6; i++) {
      String owner = i % 2 == 0 ? "even" : "odd";
      table.put("pk", s("p"), "sk", s("s" + i), "owner", s(owner), "age", n(10 - i), "v", n(i));
    }
    table.put("pk", s("p"), "sk", s("ownerless"), "v", n(0));
  }

  private static void withIndexes(CreateTableRequest.Builder request) {
    request
        .attributeDefinitions(
            TestTable.definition("pk", ScalarAttributeType.S),
            TestTable.definition("sk", ScalarAttributeType.S),
            TestTable.definition("owner", ScalarAttributeType.S),
            TestTable.definition("age", ScalarAttributeType.N))
        .globalSecondaryIndexes(
            GlobalSecondaryIndex.builder()
                .indexName("by-owner")
                .keySchema(
                    TestTable.element("owner", KeyType.HASH),
                    TestTable.element("age", KeyType.RANGE))
                .projection(p -> p.projectionType(ProjectionType.KEYS_ONLY))
                .build())
        .localSecondaryIndexes(
            LocalSecondaryIndex.builder()
                .indexName("by-age")
                .keySchema(
                    TestTable.element("pk", KeyType.HASH), TestTable.element("age", KeyType.RANGE))
                .projection(p -> p.projectionType(ProjectionType.KEYS_ONLY))
                .build());
  }

  private List<String> sortKeys(String statement) {
    return sortKeys(partiql.execute(statement));
  }

  private static List<String> sortKeys(ExecuteStatementResponse response) {
    return response.items().stream().map(i -> attribute(i, "sk").s()).toList();
  }

  @Test
  void queriesAnIndexByItsKey() {
    assertThat(sortKeys("SELECT * FROM T.\"by-owner\" WHERE owner = 'odd'"))
        .containsExactly("s5", "s3", "s1");
    assertThat(
            sortKeys(
                "SELECT * FROM T.\"by-owner\" WHERE owner = 'odd' AND age > 5 ORDER BY age DESC"))
        .containsExactly("s1", "s3");
    assertThat(sortKeys("SELECT * FROM T.\"by-age\" WHERE pk = 'p' AND age BETWEEN 5 AND 7"))
        .containsExactly("s5", "s4", "s3");
    assertThat(
            sortKeys(
                "SELECT * FROM T.\"by-owner\" WHERE owner IN ['odd', 'even'] AND age = 9"
                    + " ORDER BY owner"))
        .containsExactly("s1");
  }

  @Test
  void scansWhatIsInAnIndex() {
    assertThat(sortKeys("SELECT * FROM T.\"by-owner\"")).hasSize(6).doesNotContain("ownerless");
    assertThat(sortKeys("SELECT * FROM T.\"by-owner\" WHERE v = 1")).isEmpty();
  }

  @Test
  void pagesThroughAnIndex() {
    String statement = "SELECT sk FROM T.\"by-owner\" WHERE owner = 'even' ORDER BY age DESC";
    ExecuteStatementResponse first = partiql.execute(statement, r -> r.limit(2));
    assertThat(sortKeys(first)).containsExactly("s2", "s4");
    assertThat(first.lastEvaluatedKey()).containsOnlyKeys("owner", "age", "pk", "sk");
    ExecuteStatementResponse second =
        partiql.execute(statement, r -> r.nextToken(first.nextToken()));
    assertThat(sortKeys(second)).containsExactly("s6");
    assertThat(second.nextToken()).isNull();
  }

  @Test
  void fetchesWhatALocalIndexDoesNotProject() {
    assertThat(partiql.items("SELECT v FROM T.\"by-age\" WHERE pk = 'p' AND age = 9"))
        .containsExactly(item("v", n(1)));
    assertInvalid(
        "One or more parameter values were invalid: Global secondary index by-owner does not"
            + " project [v]",
        () -> partiql.execute("SELECT v FROM T.\"by-owner\" WHERE owner = 'odd'"));
  }

  @Test
  void rejectsWhatAnIndexCannotAnswer() {
    assertInvalid(
        "The table does not have the specified index",
        () -> partiql.execute("SELECT * FROM T.\"none\""));
    assertInvalid(
        "Strongly consistent read is not supported on Global Secondary Indexes",
        () -> partiql.execute("SELECT * FROM T.\"by-owner\"", r -> r.consistentRead(true)));
    assertInvalid(
        "One or more parameter values were invalid: Secondary index by-owner does not project one"
            + " or more filter attributes: [v]",
        () -> partiql.execute("SELECT * FROM T.\"by-owner\" WHERE owner = 'odd' AND v = 1"));
    assertInvalid(
        "This operation is not supported on an index",
        () -> partiql.execute("DELETE FROM T.\"by-age\" WHERE pk = 'p' AND sk = 's1'"));
  }
}
