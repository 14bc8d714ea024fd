package dev.tarn.fuzz;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A JSON text as a tree, which may be made into one that is no JSON any more. */
sealed interface Json {
  /** A character that stands for the byte of its low eight bits, valid in UTF-8 or not. */
  char RAW_BYTES = '\uF700';

  /** A string. */
  record Text(String value) implements Json {}

  /** What stands as it is: a number, a literal, or anything else. */
  record Raw(String text) implements Json {}

  /** An object or an array, whose children can be exchanged. */
  record Branch(boolean isObject, List<Child> children) implements Json {}

  /** A member of an object, or an element of an array, which has no name. */
  record Child(String name, Json value) {}

  JsonFactory STRICT =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(1000)
                  .build())
          .build();

  /**
   * Reads one whole JSON text.
   *
   * @throws IOException if it is anything else, or names a member twice
   */
  static Json parse(String text) throws IOException {
    try (JsonParser parser = STRICT.createParser(text)) {
      parser.nextToken();
      Json tree = read(parser);
      if (parser.nextToken() != null) {
        throw new IOException("there is more behind the end");
      }
      return tree;
    }
  }

  private static Json read(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT, START_ARRAY -> readBranch(parser, token == JsonToken.START_OBJECT);
      case VALUE_STRING -> new Text(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE, VALUE_NULL ->
          new Raw(parser.getText());
      case null, default -> throw new IOException("no value but " + token);
    };
  }

  private static Json readBranch(JsonParser parser, boolean isObject) throws IOException {
    List<Child> children = new ArrayList<>();
    while (!parser.nextToken().isStructEnd()) {
      String name = isObject ? parser.currentName() : "";
      if (isObject) {
        parser.nextToken();
      }
      children.add(new Child(name, read(parser)));
    }
    return new Branch(isObject, children);
  }

  /** The tree as text. */
  default String render() {
    StringBuilder out = new StringBuilder();
    render(this, out);
    return out.toString();
  }

  private static void render(Json json, StringBuilder out) {
    switch (json) {
      case Raw raw -> out.append(raw.text());
      case Text text -> quote(text.value(), out);
      case Branch branch -> render(branch, out);
    }
  }

  private static void render(Branch branch, StringBuilder out) {
    out.append(branch.isObject() ? '{' : '[');
    String separator = "";
    for (Child child : branch.children()) {
      out.append(separator);
      if (branch.isObject()) {
        quote(child.name(), out);
        out.append(':');
      }
      render(child.value(), out);
      separator = ",";
    }
    out.append(branch.isObject() ? '}' : ']');
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    JsonStringEncoder.getInstance().quoteAsString(text, out);
    out.append('"');
  }

  /** A text's bytes in UTF-8, but for those that are meant as they are. */
  static byte[] bytes(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() + 16);
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      if ((text.charAt(i) & 0xFF00) == RAW_BYTES) {
        bytes.writeBytes(text.substring(from, i).getBytes(StandardCharsets.UTF_8));
        bytes.write(text.charAt(i) & 0xFF);
        from = i + 1;
      }
    }
    bytes.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }
}
