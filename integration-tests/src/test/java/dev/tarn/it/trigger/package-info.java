/** Triggers and webhooks: managed through both APIs, delivered to real receivers. */
@NullMarked
package dev.tarn.it.trigger;

import org.jspecify.annotations.NullMarked;
