package dev.tarn.kv.expression;

import com.google.common.collect.ImmutableSortedMap;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Document paths merged by their common beginnings, each with something kept at its end. No path
 * leads through the end of another, and none uses as a list what another uses as a map.
 */
final class PathTree<T> {
  /** A place: the end of a path, or else a map or list that paths lead into. */
  static final class Node<T> {
    /** The path that made the node, for errors. */
    private final DocumentPath first;

    private @Nullable T end;

    // Most nodes are ends, and have no need of either.
    private Map<String, Node<T>> names = Map.of();
    private SortedMap<Integer, Node<T>> indexes = ImmutableSortedMap.of();

    private Node(DocumentPath first) {
      this.first = first;
    }

    /** What is kept here, or null if paths lead on from here. */
    @Nullable T end() {
      return end;
    }

    /** The places within the map that is here. */
    Map<String, Node<T>> names() {
      return names;
    }

    /** The places within the list that is here, the first one first. */
    SortedMap<Integer, Node<T>> indexes() {
      return indexes;
    }

    private Node<T> name(String name, DocumentPath path) {
      if (names.isEmpty()) {
        names = new LinkedHashMap<>(4);
      }
      return names.computeIfAbsent(name, key -> new Node<>(path));
    }

    private Node<T> index(int index, DocumentPath path) {
      if (indexes.isEmpty()) {
        indexes = new TreeMap<>();
      }
      return indexes.computeIfAbsent(index, key -> new Node<>(path));
    }

    private boolean leadsOn() {
      return !names.isEmpty() || !indexes.isEmpty();
    }
  }

  private final ExpressionKind kind;
  private final Map<String, Node<T>> attributes = new LinkedHashMap<>();

  PathTree(ExpressionKind kind) {
    this.kind = kind;
  }

  /** The attributes of the item in which paths begin. */
  Map<String, Node<T>> attributes() {
    return attributes;
  }

  void add(DocumentPath path, T end) {
    Node<T> node = attributes.computeIfAbsent(path.attribute(), name -> new Node<>(path));
    for (PathElement element : path.rest()) {
      if (node.end != null) {
        throw clash("overlap", node.first, path);
      }
      node = next(node, element, path);
    }
    if (node.end != null || node.leadsOn()) {
      throw clash("overlap", node.first, path);
    }
    node.end = end;
  }

  private Node<T> next(Node<T> node, PathElement element, DocumentPath path) {
    return switch (element) {
      case PathElement.Name(String name) when node.indexes.isEmpty() -> node.name(name, path);
      case PathElement.Index(int index) when node.names.isEmpty() -> node.index(index, path);
      case PathElement.Name name -> throw clash("conflict", node.first, path);
      case PathElement.Index index -> throw clash("conflict", node.first, path);
    };
  }

  private ValidationException clash(String what, DocumentPath one, DocumentPath two) {
    return kind.invalid(
        "Two document paths "
            + what
            + " with each other; must remove or rewrite one of these paths; path one: "
            + one
            + ", path two: "
            + two);
  }
}
