/** Tables: created, described, changed and deleted. */
@NullMarked
package dev.tarn.http.rest.table;

import org.jspecify.annotations.NullMarked;
