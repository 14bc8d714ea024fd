/**
 * The operations of the API, one file each, named as on the wire; and the concepts that several of
 * them share.
 */
@NullMarked
package dev.tarn.http.operation;

import org.jspecify.annotations.NullMarked;
