/** What a table goes through: its settings, its tags, its states. */
@NullMarked
package dev.tarn.it.life;

import org.jspecify.annotations.NullMarked;
