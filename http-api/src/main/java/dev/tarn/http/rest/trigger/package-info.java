/** Triggers over the REST API: what is delivered where, what became of it, and dead letters. */
@NullMarked
package dev.tarn.http.rest.trigger;

import org.jspecify.annotations.NullMarked;
