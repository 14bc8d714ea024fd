package dev.tarn.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import dev.tarn.kv.error.DynamoDbException.CancellationReason;
import dev.tarn.kv.error.DynamoDbException.ConditionalCheckFailedException;
import dev.tarn.kv.item.EncodedItem;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Four rooms, one direction: {@code partitioner <- kv-engine <- stream-capture <- http-api}. */
final class ArchitectureTest {
  private static final JavaClasses TARN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.tarn");

  /** Words that say that a class is about something, and not what it is. */
  private static final List<String> EMPTY_WORDS =
      List.of(
          "Manager", "Helper", "Util", "Utils", "Handler", "Service", "Impl", "Data", "Info",
          "Common");

  @Test
  void eachRoomImportsOnlyWhatStandsToItsLeft() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("partitioner")
        .definedBy("dev.tarn.partitioner..")
        .layer("kv-engine")
        .definedBy("dev.tarn.kv..")
        .optionalLayer("stream-capture")
        .definedBy("dev.tarn.stream..")
        .layer("http-api")
        .definedBy("dev.tarn", "dev.tarn.http..")
        .whereLayer("partitioner")
        .mayOnlyBeAccessedByLayers("kv-engine", "stream-capture", "http-api")
        .whereLayer("kv-engine")
        .mayOnlyBeAccessedByLayers("stream-capture", "http-api")
        .whereLayer("stream-capture")
        .mayOnlyBeAccessedByLayers("http-api")
        .whereLayer("http-api")
        .mayNotBeAccessedByAnyLayer()
        .check(TARN);
  }

  @Test
  void everyClassIsInARoom() {
    classes()
        .should()
        .resideInAnyPackage(
            "dev.tarn",
            "dev.tarn.partitioner..",
            "dev.tarn.kv..",
            "dev.tarn.stream..",
            "dev.tarn.http..")
        .check(TARN);
  }

  @ParameterizedTest
  @CsvSource({
    "org.lmdbjava.., dev.tarn.kv.store",
    "io.vertx.., dev.tarn.http..",
    "io.netty.., dev.tarn.http..",
    "com.fasterxml.jackson.., dev.tarn.http..",
    "picocli.., dev.tarn.http.cli"
  })
  void aLibraryStaysInItsRoom(String library, String room) {
    noClasses()
        .that()
        .resideOutsideOfPackage(room)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(TARN);
  }

  @Test
  void partitionerIsMathematics() {
    noClasses()
        .that()
        .resideInAPackage("dev.tarn.partitioner..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.io..", "java.nio.file..", "java.nio.channels..", "java.net..")
        .check(TARN);
  }

  @Test
  void packagesMakeNoCircle() {
    slices()
        .matching("dev.(**)")
        .should()
        .beFreeOfCycles()
        // The errors with a payload: the item that failed a condition.
        .ignoreDependency(ConditionalCheckFailedException.class, EncodedItem.class)
        .ignoreDependency(CancellationReason.class, EncodedItem.class)
        .check(TARN);
  }

  @Test
  void namesSayWhatAClassIs() {
    DescribedPredicate<JavaClass> endsInAnEmptyWord =
        describe(
            "have a name that ends in one of " + EMPTY_WORDS,
            type -> EMPTY_WORDS.stream().anyMatch(type.getSimpleName()::endsWith));
    noClasses().should(ArchCondition.from(endsInAnEmptyWord)).check(TARN);
  }

  @Test
  void everyPackageIsNullMarked() {
    Set<String> packages =
        TARN.stream()
            .map(JavaClass::getPackage)
            .filter(p -> !p.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .collect(Collectors.toSet());
    assertThat(packages).as("packages without a @NullMarked package-info.java").isEmpty();
  }
}
