package dev.tarn.it.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.CompatibilityPage;
import dev.tarn.it.EmbeddedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** AWS's clients of other languages drive every operation that the server has. */
final class ClientsIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  @Test
  void pythonDrivesEveryOperation() throws Exception {
    assertThat(Python.run("operations", "boto3", TARN.endpoint()).steps())
        .isEqualTo(CompatibilityPage.operations());
  }

  @Test
  void javaScriptDrivesEveryOperation() throws Exception {
    assertThat(JavaScript.run("operations/index.js", TARN.endpoint()).steps())
        .isEqualTo(CompatibilityPage.operations());
  }
}
