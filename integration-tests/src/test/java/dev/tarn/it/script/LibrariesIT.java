package dev.tarn.it.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.it.EmbeddedServer;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small applications on libraries that model DynamoDB's items: each script asserts for itself. */
final class LibrariesIT {
  @RegisterExtension static final EmbeddedServer TARN = new EmbeddedServer();

  @ParameterizedTest
  @ValueSource(strings = {"electrodb.js", "dynamoose.js", "toolbox.js"})
  void anApplicationGoesThroughAllItsSteps(String script) throws Exception {
    assertThat(JavaScript.run(script, TARN.endpoint()).steps()).hasSizeGreaterThan(5);
  }
}
