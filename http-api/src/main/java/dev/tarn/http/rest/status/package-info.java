/** Whether the server lives, and whether it takes requests. */
@NullMarked
package dev.tarn.http.rest.status;

import org.jspecify.annotations.NullMarked;
