/** Clients and libraries of other languages: scripts that use a server as their users would. */
@NullMarked
package dev.tarn.it.script;

import org.jspecify.annotations.NullMarked;
