package dev.tarn.http.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.net.InetAddresses;
import dev.tarn.kv.error.DynamoDbException.ValidationException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressGuardTest {
  private final AddressGuard guard = new AddressGuard(List.of(), false);

  @ParameterizedTest
  @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00::1"})
  void allowsPublicAddresses(String address) {
    assertThat(allows(guard, address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:10.0.0.1",
        "::ffff:127.0.0.1",
        "::10.0.0.1",
        "64:ff9b::a00:1",
        "2001::1",
        "2001:db8::1",
        "2002:a00:1::",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
      })
  void refusesOtherAddresses(String address) {
    assertThat(allows(guard, address)).isFalse();
  }

  @Test
  void allowsLoopbackToAServerOnLoopback() {
    AddressGuard local = new AddressGuard(List.of(), true);
    assertThat(allows(local, "127.0.0.1")).isTrue();
    assertThat(allows(local, "::1")).isTrue();
    assertThat(allows(local, "10.0.0.1")).isFalse();
  }

  @Test
  void allowsTheRangesOfTheConfiguration() {
    AddressGuard configured =
        new AddressGuard(
            List.of(
                AddressRange.parse("10.1.0.0/16"),
                AddressRange.parse("192.168.7.7"),
                AddressRange.parse("fd00::/8")),
            false);
    assertThat(allows(configured, "10.1.2.3")).isTrue();
    assertThat(allows(configured, "10.2.0.0")).isFalse();
    assertThat(allows(configured, "192.168.7.7")).isTrue();
    assertThat(allows(configured, "192.168.7.8")).isFalse();
    assertThat(allows(configured, "fd12::1")).isTrue();
    assertThat(allows(configured, "fc00::1")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10.0.0.0/33", "10.0.0/8", "localhost", "10.0.0.0/x", "::/129", "/8"})
  void rejectsWhatIsNoRange(String text) {
    assertThatThrownBy(() -> AddressRange.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://user:secret@example.com/",
        "http://10.0.0.1/",
        "http://[::1]:8080/",
        "http://[::ffff:10.0.0.1]/"
      })
  void rejectsUrlsBeforeTheyAreCalled(String url) {
    assertThatThrownBy(() -> guard.check(URI.create(url)))
        .isInstanceOf(ValidationException.class)
        .message()
        .doesNotContain("secret");
  }

  @Test
  void takesNamesAndPublicAddresses() {
    assertThatCode(() -> guard.check(URI.create("https://example.com/hook?a=b")))
        .doesNotThrowAnyException();
    assertThatCode(() -> guard.check(URI.create("https://8.8.8.8/"))).doesNotThrowAnyException();
  }

  private static boolean allows(AddressGuard guard, String address) {
    return guard.allows(InetAddresses.forString(address));
  }
}
