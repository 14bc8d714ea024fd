package dev.tarn.it.life;

import static dev.tarn.it.ServiceErrors.assertInvalid;
import static dev.tarn.it.ServiceErrors.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.EmbeddedServer;
import dev.tarn.it.TestTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.Tag;

final class TagsIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  private TestTable table;
  private String arn;

  @BeforeEach
  void createTable() {
    table = TestTable.create(TARN.dynamoDb(), null, r -> r.tags(tag("team", "lakes")));
    arn = table.describe().tableArn();
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  private void tagWith(Tag... tags) {
    table.client().tagResource(r -> r.resourceArn(arn).tags(tags));
  }

  private Map<String, String> tags() {
    Map<String, String> found = new TreeMap<>();
    String[] token = {null};
    do {
      ListTagsOfResourceResponse page =
          table.client().listTagsOfResource(r -> r.resourceArn(arn).nextToken(token[0]));
      page.tags().forEach(tag -> found.put(tag.key(), tag.value()));
      token[0] = page.nextToken();
    } while (token[0] != null);
    return found;
  }

  private static List<Tag> tags(int count) {
    List<Tag> tags = new ArrayList<>();
    IntStream.range(0, count).forEach(i -> tags.add(tag("key" + i, "value" + i)));
    return tags;
  }

  @Test
  void aTableIsCreatedWithTags() {
    assertThat(tags()).containsExactly(Map.entry("team", "lakes"));
  }

  @Test
  void aTagTakesThePlaceOfOneWithItsKey() {
    tagWith(tag("team", "rivers"), tag("stage", ""));
    assertThat(tags()).containsExactly(Map.entry("stage", ""), Map.entry("team", "rivers"));
  }

  @Test
  void removesTagsAndPassesOverThoseThatAreNotThere() {
    tagWith(tag("stage", "test"));
    table.client().untagResource(r -> r.resourceArn(arn).tagKeys("team", "color"));
    assertThat(tags()).containsExactly(Map.entry("stage", "test"));
  }

  @Test
  void listsFiftyTagsPageByPage() {
    table.client().untagResource(r -> r.resourceArn(arn).tagKeys("team"));
    tagWith(tags(50).toArray(Tag[]::new));
    assertThat(tags()).hasSize(50).containsEntry("key49", "value49");
  }

  @Test
  void rejectsMoreThanFiftyTags() {
    String message = "Number of Tags exceed the current limit for the provided ResourceArn";
    assertInvalid(message, () -> tagWith(tags(50).toArray(Tag[]::new)));
    assertInvalid(message, () -> tagWith(tags(51).toArray(Tag[]::new)));
    assertThat(tags()).hasSize(1);
  }

  @Test
  void rejectsTagsThatAreNotValid() {
    assertInvalid("The Tag Key provided is invalid, Key: a#b", () -> tagWith(tag("a#b", "value")));
    assertInvalid(
        "Tag Key cannot be prefixed with aws:, Key: aws:team",
        () -> tagWith(tag("aws:team", "value")));
    assertInvalid(
        "The Tag Value provided is invalid, Value: a#b", () -> tagWith(tag("key", "a#b")));
    assertInvalid(
        "Duplicate Tag Keys provided as input: Duplicate Tag Key found key",
        () -> tagWith(tag("key", "a"), tag("key", "b")));
    assertInvalid("Atleast one Tag needs to be provided as Input.", this::tagWith);
  }

  @Test
  void rejectsArnsThatNameNoTable() {
    assertInvalid(
        "One or more parameter values were invalid: ARNs must start with 'arn:': table",
        () -> table.client().listTagsOfResource(r -> r.resourceArn("table")));
    assertRefused(
        "ResourceNotFoundException",
        "Requested resource not found: ResourcArn: " + arn + "x not found",
        () -> table.client().listTagsOfResource(r -> r.resourceArn(arn + "x")));
  }
}
