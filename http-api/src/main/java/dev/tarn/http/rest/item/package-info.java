/** Items: read, written, patched and deleted by their keys, and read page by page. */
@NullMarked
package dev.tarn.http.rest.item;

import org.jspecify.annotations.NullMarked;
