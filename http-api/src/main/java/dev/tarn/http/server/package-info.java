/** The HTTP server that takes requests of the protocol in and brings answers out. */
@NullMarked
package dev.tarn.http.server;

import org.jspecify.annotations.NullMarked;
