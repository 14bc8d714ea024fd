/** Webhooks over the REST API: where deliveries go, and the secrets they are signed with. */
@NullMarked
package dev.tarn.http.rest.webhook;

import org.jspecify.annotations.NullMarked;
