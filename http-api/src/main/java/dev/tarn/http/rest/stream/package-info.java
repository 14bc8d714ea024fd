/** Streams: described, and followed live as server-sent events. */
@NullMarked
package dev.tarn.http.rest.stream;

import org.jspecify.annotations.NullMarked;
