/**
 * The REST API: plain JSON over HTTP for those without an SDK. This package is its frame: routing,
 * requests and answers, problems, and the OpenAPI document. What the API does stands in the
 * packages below, one file per operation, on the same engine as DynamoDB's operations.
 */
@NullMarked
package dev.tarn.http.rest;

import org.jspecify.annotations.NullMarked;
