package dev.tarn.kv.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.kv.key.StoreKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lmdbjava.Dbi;
import org.lmdbjava.Txn;

/** Damages a store behind its back, in every way that the check knows. */
final class StoreCheckTest {
  private static final StoreKey LARGE = StoreFixture.key("large");
  private static final StoreKey LONG = StoreFixture.key(StoreFixture.TABLE, new byte[600]);

  @TempDir private Path directory;

  @Test
  void findsAMissingPiece() throws IOException {
    assertThat(faultsAfter(write -> delete(write.pieces(), pieceKey(1, 1), write)))
        .containsExactly("value 1 has 2 of 3 pieces");
  }

  @Test
  void findsAPieceThatNothingRefersTo() throws IOException {
    assertThat(faultsAfter(write -> put(write.pieces(), pieceKey(9, 0), 1, write)))
        .containsExactly("nothing refers to piece 0 of value 9");
  }

  @Test
  void findsAPieceOfTheWrongLength() throws IOException {
    assertThat(faultsAfter(write -> put(write.pieces(), pieceKey(1, 2), 1, write)))
        .containsExactly("piece 2 of value 1 has 1 bytes");
  }

  @Test
  void findsANodeWithoutAPointer() throws IOException {
    assertThat(faultsAfter(write -> delete(write.items(), pointerKey(), write)))
        .containsExactly("nothing points to node 1");
  }

  @Test
  void findsAPointerWithoutANode() throws IOException {
    assertThat(
            faultsAfter(
                write -> {
                  byte[] nodeKey = new byte[12 + LONG.bytes().length - 511];
                  ByteBuffer.wrap(nodeKey).putInt(-1).putLong(1);
                  delete(write.items(), nodeKey, write);
                }))
        .containsExactly("node 1 is empty");
  }

  @Test
  void findsAnEntryOfAnUnknownKind() throws IOException {
    byte[] key = StoreFixture.key("small").bytes();
    assertThat(faultsAfter(write -> put(write.items(), key, 1, write)))
        .containsExactly("an entry is of the unknown kind 77");
  }

  @Test
  void findsWrongCounts() throws IOException {
    byte[] key = StoreFixture.key("small").bytes();
    assertThat(faultsAfter(write -> delete(write.items(), key, write)))
        .singleElement()
        .asString()
        .startsWith("table 7 holds TableCounts[itemCount=2");
  }

  @Test
  void reportsAnEntryThatCannotBeRead() throws IOException {
    try (StoreFixture fixture = filled()) {
      List<String> faults =
          fixture.store.check(
              (key, value) -> {
                if (key.equals(LARGE)) {
                  throw new IllegalArgumentException("not an item");
                }
                return new TableCounts(1, value.length);
              });
      assertThat(faults).anyMatch(fault -> fault.contains("not an item"));
    }
  }

  private StoreFixture filled() throws IOException {
    StoreFixture fixture = new StoreFixture(directory);
    fixture.put(StoreFixture.key("small"), new byte[10]);
    fixture.put(LARGE, new byte[10_000]);
    fixture.put(LONG, new byte[20]);
    fixture.flush();
    assertThat(fixture.faults()).isEmpty();
    return fixture;
  }

  private List<String> faultsAfter(Consumer<Damage> damage) throws IOException {
    filled().close();
    Environment environment = Environment.open(directory, StoreFixture.OPTIONS);
    try (Txn<ByteBuffer> txn = environment.newWriteTransaction()) {
      damage.accept(new Damage(environment.items(), environment.pieces(), txn));
      txn.commit();
    }
    environment.close();
    try (StoreFixture fixture = new StoreFixture(directory)) {
      return fixture.faults();
    }
  }

  private record Damage(Dbi<ByteBuffer> items, Dbi<ByteBuffer> pieces, Txn<ByteBuffer> txn) {}

  private static void delete(Dbi<ByteBuffer> database, byte[] key, Damage damage) {
    assertThat(database.delete(damage.txn, direct(key))).isTrue();
  }

  private static void put(Dbi<ByteBuffer> database, byte[] key, int length, Damage damage) {
    byte[] value = new byte[length];
    value[0] = 77;
    database.put(damage.txn, direct(key), direct(value));
  }

  private static byte[] pieceKey(long valueId, int number) {
    return ByteBuffer.allocate(12).putLong(valueId).putInt(number).array();
  }

  private static byte[] pointerKey() {
    return java.util.Arrays.copyOf(LONG.bytes(), 511);
  }

  private static ByteBuffer direct(byte[] bytes) {
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }
}
