package dev.tarn.http.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What the protocol asks of a request's head.
 *
 * @param target the header X-Amz-Target: service, API version, operation
 * @param authorization the header Authorization
 * @param query the query string, where a presigned request has its signature
 * @param hasDate whether there is a header X-Amz-Date or Date
 */
public record RequestHead(
    @Nullable String target,
    @Nullable String authorization,
    @Nullable String query,
    boolean hasDate) {}
