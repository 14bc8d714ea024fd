package dev.tarn.http.operation;

import dev.tarn.http.protocol.Exchange;
import dev.tarn.http.protocol.Operation;
import dev.tarn.http.protocol.Structure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** Lists a table's tags in the order of their keys. A page's token is its last key. */
public record ListTagsOfResource(Database database) implements Operation {
  private static final int PAGE_TAGS = 25;

  @Override
  public String name() {
    return "ListTagsOfResource";
  }

  @Override
  public void answer(Structure input, Exchange exchange) {
    NavigableMap<String, String> rest =
        TaggedResource.table(database, input.requiredString("ResourceArn")).settings().tags();
    String token = input.string("NextToken");
    if (token != null) {
      rest = rest.tailMap(token, false);
    }
    List<Map.Entry<String, String>> page = new ArrayList<>();
    rest.entrySet().stream().limit(PAGE_TAGS).forEach(page::add);
    boolean more = page.size() < rest.size();
    exchange.reply(
        json -> {
          json.startArray("Tags");
          for (Map.Entry<String, String> tag : page) {
            json.startObject();
            json.string("Key", tag.getKey());
            json.string("Value", tag.getValue());
            json.endObject();
          }
          json.endArray();
          if (more) {
            json.string("NextToken", page.getLast().getKey());
          }
        });
  }
}
