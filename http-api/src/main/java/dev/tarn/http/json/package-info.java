/** JSON as bytes: writing answers straight into a buffer, items among them. */
@NullMarked
package dev.tarn.http.json;

import org.jspecify.annotations.NullMarked;
