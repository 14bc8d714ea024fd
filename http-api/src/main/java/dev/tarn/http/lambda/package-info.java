/**
 * Lambda's API of event source mappings, by which triggers are managed with the tools made for
 * Lambda. Webhooks take the place of functions. One file per operation.
 */
@NullMarked
package dev.tarn.http.lambda;

import org.jspecify.annotations.NullMarked;
