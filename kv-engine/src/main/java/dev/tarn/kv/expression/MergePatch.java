package dev.tarn.kv.expression;

import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.M;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a JSON Merge Patch (RFC 7396) does to a value. */
public sealed interface MergePatch {
  /**
   * The value after the patch, or null if none is to be there.
   *
   * @param current the value before, or null if there is none
   */
  @Nullable AttributeValue applyTo(@Nullable AttributeValue current);

  /** Puts a value in the place of any other. */
  record Replace(AttributeValue value) implements MergePatch {
    @Override
    public AttributeValue applyTo(@Nullable AttributeValue current) {
      return value;
    }
  }

  /** Takes the value away. */
  record Remove() implements MergePatch {
    /** The one such patch. */
    public static final Remove INSTANCE = new Remove();

    @Override
    public @Nullable AttributeValue applyTo(@Nullable AttributeValue current) {
      return null;
    }
  }

  /** Patches members of a map; what is no map becomes one. */
  record Members(Map<String, MergePatch> patches) implements MergePatch {
    @Override
    public AttributeValue applyTo(@Nullable AttributeValue current) {
      Map<String, AttributeValue> patched =
          current instanceof M map ? new LinkedHashMap<>(map.values()) : new LinkedHashMap<>();
      patches.forEach(
          (name, patch) -> {
            AttributeValue value = patch.applyTo(patched.get(name));
            if (value == null) {
              patched.remove(name);
            } else {
              patched.put(name, value);
            }
          });
      return new M(patched);
    }

    /** The patch as an update of a whole item. */
    public Update toUpdate() {
      List<UpdateAction> actions = new ArrayList<>();
      patches.forEach((name, patch) -> actions.add(action(DocumentPath.of(name), patch)));
      return new Update(actions);
    }

    private static UpdateAction action(DocumentPath path, MergePatch patch) {
      return switch (patch) {
        case Remove remove -> new UpdateAction.Remove(path);
        case Replace(AttributeValue value) ->
            new UpdateAction.Set(path, new UpdateOperand.Literal(value));
        case Members members ->
            new UpdateAction.Set(path, new UpdateOperand.Patched(path, members));
      };
    }
  }
}
