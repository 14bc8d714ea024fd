package dev.tarn.http.rest;

import java.util.List;

/**
 * A part of the API, with its part of the OpenAPI document.
 *
 * @param document the name of the document's part, a resource of this package such as {@code
 *     items.json}
 * @param operations what can be done
 */
public record RestResource(String document, List<RestOperation> operations) {
  /** Keeps its own copy. */
  public RestResource {
    operations = List.copyOf(operations);
  }
}
