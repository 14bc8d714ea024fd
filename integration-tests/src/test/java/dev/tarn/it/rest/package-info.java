/** The REST API, as a client without an SDK uses it. */
@NullMarked
package dev.tarn.it.rest;

import org.jspecify.annotations.NullMarked;
