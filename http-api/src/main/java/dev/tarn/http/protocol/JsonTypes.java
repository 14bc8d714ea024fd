package dev.tarn.http.protocol;

import com.fasterxml.jackson.core.JsonToken;
import dev.tarn.http.protocol.Shape.AttributeValueShape;
import dev.tarn.http.protocol.Shape.BlobShape;
import dev.tarn.http.protocol.Shape.BooleanShape;
import dev.tarn.http.protocol.Shape.DecimalShape;
import dev.tarn.http.protocol.Shape.EnumShape;
import dev.tarn.http.protocol.Shape.IntegerShape;
import dev.tarn.http.protocol.Shape.ListShape;
import dev.tarn.http.protocol.Shape.MapShape;
import dev.tarn.http.protocol.Shape.NameOrArnShape;
import dev.tarn.http.protocol.Shape.StringShape;
import dev.tarn.http.protocol.Shape.StructureShape;
import dev.tarn.kv.error.DynamoDbException.SerializationException;

/**
 * What the service says of JSON values of the wrong type. Its texts speak of the Java classes
 * behind the service, not of JSON.
 */
final class JsonTypes {
  private static final String CLASSES = "com.amazonaws.dynamodb.v20120810.";

  private JsonTypes() {}

  /** The error for a value that is not what its shape asks for. */
  static SerializationException mismatch(JsonToken found, Shape expected) {
    return new SerializationException(
        switch (found) {
          case START_OBJECT -> "Start of structure or map found where not expected";
          case START_ARRAY -> "Unrecognized collection type " + javaType(expected);
          default -> scalarMismatch(found, expected);
        });
  }

  /** The error for a scalar where a list's or map's element is a structure or attribute value. */
  static SerializationException elementMismatch(JsonToken found, Shape expected) {
    return found.isScalarValue()
        ? new SerializationException("Unexpected value type in payload")
        : mismatch(found, expected);
  }

  private static String scalarMismatch(JsonToken found, Shape expected) {
    return switch (expected) {
      case StructureShape s -> "Unexpected field type";
      case ListShape s -> "Unexpected field type";
      case MapShape s -> "Unexpected field type";
      case AttributeValueShape s -> "Unexpected field type";
      case BlobShape s -> "only base-64-encoded strings are convertible to bytes";
      case BooleanShape s when found == JsonToken.VALUE_STRING ->
          "Unexpected token received from parser";
      case BooleanShape s -> conversion(found, "Boolean");
      case IntegerShape s -> conversion(found, s.is64Bits() ? "Long" : "Integer");
      case DecimalShape s -> conversion(found, s.timestamp() ? "Date" : "Double");
      case StringShape s -> conversion(found, "String");
      case NameOrArnShape s -> conversion(found, "String");
      case EnumShape s -> conversion(found, "String");
    };
  }

  private static String conversion(JsonToken found, String target) {
    String value =
        switch (found) {
          case VALUE_STRING -> "STRING_VALUE";
          case VALUE_NUMBER_INT -> "NUMBER_VALUE";
          case VALUE_NUMBER_FLOAT -> "DECIMAL_VALUE";
          case VALUE_TRUE -> "TRUE_VALUE";
          default -> "FALSE_VALUE";
        };
    return value + " cannot be converted to " + target;
  }

  private static String javaType(Shape shape) {
    return shape instanceof MapShape map
        ? "java.util.Map<java.lang.String, " + className(map.value()) + ">"
        : "class " + className(shape);
  }

  private static String className(Shape shape) {
    return switch (shape) {
      case StructureShape s -> CLASSES + s.name();
      case AttributeValueShape s -> CLASSES + "AttributeValue";
      case ListShape s -> "java.util.List<" + className(s.element()) + ">";
      case MapShape s -> "java.util.Map<java.lang.String, " + className(s.value()) + ">";
      case BlobShape s -> "java.nio.ByteBuffer";
      case BooleanShape s -> "java.lang.Boolean";
      case IntegerShape s -> s.is64Bits() ? "java.lang.Long" : "java.lang.Integer";
      case DecimalShape s -> s.timestamp() ? "java.util.Date" : "java.lang.Double";
      case StringShape s -> "java.lang.String";
      case NameOrArnShape s -> "java.lang.String";
      case EnumShape s -> "java.lang.String";
    };
  }
}
