/**
 * Webhooks: what is sent for a delivery, how it is signed, to which addresses it may go, and what
 * the answer means.
 */
@NullMarked
package dev.tarn.http.webhook;

import org.jspecify.annotations.NullMarked;
