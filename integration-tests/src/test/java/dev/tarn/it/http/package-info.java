/** The protocol itself, without an SDK: bytes in, bytes out. */
@NullMarked
package dev.tarn.it.http;

import org.jspecify.annotations.NullMarked;
