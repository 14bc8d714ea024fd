package dev.tarn.http.legacy;

import dev.tarn.http.protocol.Structure;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.expression.DocumentPath;
import dev.tarn.kv.expression.Update;
import dev.tarn.kv.expression.UpdateAction;
import dev.tarn.kv.expression.UpdateOperand;
import dev.tarn.kv.item.AttributeValue;
import dev.tarn.kv.item.AttributeValue.L;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The legacy form of an update: one action for each attribute. */
public final class AttributeUpdates {
  /** The parameter's name. */
  public static final String PARAMETER = "AttributeUpdates";

  private static final L EMPTY_LIST = new L(List.of());

  /** What is done with the value; named as on the wire. */
  private enum AttributeAction {
    PUT,
    ADD,
    DELETE
  }

  private AttributeUpdates() {}

  /**
   * The update of a request that has one.
   *
   * @throws ValidationException if an action lacks its value, or does not take one of its type
   */
  public static Update of(Structure input) {
    Map<String, Structure> elements = input.requiredStructureMap(PARAMETER);
    List<UpdateAction> actions = new ArrayList<>(elements.size());
    elements.forEach((attribute, members) -> actions.add(action(attribute, members)));
    return new Update(actions);
  }

  private static UpdateAction action(String attribute, Structure members) {
    AttributeAction action = action(members.string("Action"));
    AttributeValue value = members.attributeValue("Value");
    DocumentPath path = DocumentPath.of(attribute);
    if (value == null) {
      return withoutValue(action, path);
    }
    return switch (action) {
      case PUT -> new UpdateAction.Set(path, new UpdateOperand.Literal(value));
      case ADD -> new UpdateAction.OfType(value.type(), add(path, value));
      case DELETE -> new UpdateAction.OfType(value.type(), delete(path, value));
    };
  }

  private static AttributeAction action(@Nullable String name) {
    return name == null ? AttributeAction.PUT : AttributeAction.valueOf(name);
  }

  private static UpdateAction withoutValue(AttributeAction action, DocumentPath path) {
    if (action != AttributeAction.DELETE) {
      throw ValidationException.invalidParameter(
          "Only DELETE action is allowed when no attribute value is specified");
    }
    return new UpdateAction.Remove(path);
  }

  /** Unlike the expression's ADD, this one appends to lists, too. */
  private static UpdateAction add(DocumentPath path, AttributeValue value) {
    return switch (value.type()) {
      case N, SS, NS, BS -> new UpdateAction.Add(path, value);
      case L -> new UpdateAction.Set(path, appended(path, value));
      case S, B, BOOL, NULL, M ->
          throw ValidationException.invalidParameter(
              "ADD action is not supported for the type " + value.type());
    };
  }

  private static UpdateOperand appended(DocumentPath path, AttributeValue list) {
    UpdateOperand current =
        new UpdateOperand.IfNotExists(path, new UpdateOperand.Literal(EMPTY_LIST));
    return new UpdateOperand.ListAppend(current, new UpdateOperand.Literal(list));
  }

  private static UpdateAction delete(DocumentPath path, AttributeValue value) {
    return switch (value.type()) {
      case SS, NS, BS -> new UpdateAction.Delete(path, value);
      case S, N, B, BOOL, NULL, L, M ->
          throw ValidationException.invalidParameter(
              "DELETE action with value is not supported for the type " + value.type());
    };
  }
}
