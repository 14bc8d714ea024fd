/**
 * DynamoDB's wire protocol, apart from sockets: the shapes of its inputs, decoding and checking
 * them, and what an operation and its answer are.
 */
@NullMarked
package dev.tarn.http.protocol;

import org.jspecify.annotations.NullMarked;
