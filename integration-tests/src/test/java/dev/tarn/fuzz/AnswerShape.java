package dev.tarn.fuzz;

import dev.tarn.fuzz.Json.Branch;
import dev.tarn.fuzz.Json.Child;
import dev.tarn.fuzz.Json.Raw;
import dev.tarn.fuzz.Json.Text;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** The shape of an operation's answer, as AWS's own client reads it. */
final class AnswerShape {
  private static final String MODEL = "software.amazon.awssdk.services.dynamodb.model.";

  /** Members that the service sends and its model does not have. */
  private static final Set<String> OBSERVED = Set.of("TableThroughputModeSummary");

  private static final Map<String, AnswerShape> SHAPES = new ConcurrentHashMap<>();

  private final SdkPojo empty;

  private AnswerShape(SdkPojo empty) {
    this.empty = empty;
  }

  static AnswerShape of(String operation) {
    return SHAPES.computeIfAbsent(operation, AnswerShape::load);
  }

  private static AnswerShape load(String operation) {
    try {
      Class<?> response = Class.forName(MODEL + operation + "Response");
      return new AnswerShape((SdkPojo) response.getMethod("builder").invoke(null));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("AWS's client knows no " + operation, e);
    }
  }

  /** What in an answer the client would not expect, or null. */
  @Nullable String breach(Json json) {
    return breach("", empty, json);
  }

  private static @Nullable String breach(String path, SdkPojo structure, Json json) {
    if (!(json instanceof Branch branch) || !branch.isObject()) {
      return path + " is no object";
    }
    Map<String, SdkField<?>> fields =
        structure.sdkFields().stream()
            .collect(Collectors.toMap(SdkField::locationName, Function.identity()));
    for (Child child : branch.children()) {
      if (OBSERVED.contains(child.name())) {
        continue;
      }
      SdkField<?> field = fields.get(child.name());
      String at = path + "/" + child.name();
      String breach = field == null ? at + " is unknown" : breach(at, field, child.value());
      if (breach != null) {
        return breach;
      }
    }
    return null;
  }

  private static @Nullable String breach(String path, SdkField<?> field, Json json) {
    MarshallingType<?> type = field.marshallingType();
    if (type == MarshallingType.SDK_POJO) {
      return breach(path, Objects.requireNonNull(field.constructor()).get(), json);
    }
    if (type == MarshallingType.LIST) {
      return elements(path, field.getTrait(ListTrait.class).memberFieldInfo(), json, false);
    }
    if (type == MarshallingType.MAP) {
      return elements(path, field.getTrait(MapTrait.class).valueFieldInfo(), json, true);
    }
    boolean isText = type == MarshallingType.STRING || type == MarshallingType.SDK_BYTES;
    boolean right =
        switch (json) {
          case Text text -> isText;
          case Raw raw when type == MarshallingType.BOOLEAN -> raw.text().matches("true|false");
          case Raw raw -> !isText && raw.text().matches("-?\\d.*");
          case Branch branch -> false;
        };
    return right ? null : path + " is no " + type.getTargetClass().getSimpleName();
  }

  private static @Nullable String elements(
      String path, SdkField<?> element, Json json, boolean isObject) {
    if (!(json instanceof Branch branch) || branch.isObject() != isObject) {
      return path + (isObject ? " is no map" : " is no list");
    }
    for (Child child : branch.children()) {
      String breach = breach(path + "/" + child.name(), element, child.value());
      if (breach != null) {
        return breach;
      }
    }
    return null;
  }
}
