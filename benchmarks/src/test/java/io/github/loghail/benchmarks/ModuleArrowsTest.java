package io.github.loghail.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds the arrows between the modules: {@code wire <- sender <- appenders} and {@code wire <-
 * receiver}, which meet in the extension for tests alone. It stands here because this module sees
 * all the others.
 */
class ModuleArrowsTest {

  private static final String ROOT = "io.github.loghail.";
  private static final String JDK = "java..";
  private static final String WIRE = ROOT + "wire..";
  private static final String SENDER = ROOT + "sender..";
  private static final String LOGBACK = ROOT + "logback..";
  private static final String LOG4J2 = ROOT + "log4j2..";
  private static final String RECEIVER = ROOT + "receiver..";
  private static final String FOREIGN = ROOT + "receiver.foreign..";
  private static final String JACKSON = "tools.jackson.core..";
  private static final String JUNIT = ROOT + "junit..";

  private static JavaClasses mainClasses;

  @BeforeAll
  static void importMainClasses() {
    mainClasses =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/benchmarks/")) // nobody gets it
            .importPackages("io.github.loghail");
  }

  /** A rule about a package that was not found would hold for want of anything to look at. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "wire.Wire",
        "sender.Sender",
        "logback.LoghailAppender",
        "log4j2.LoghailAppender",
        "receiver.Receiver",
        "junit.LoghailExtension"
      })
  void everyModuleIsLookedAt(String name) {
    assertThat(mainClasses.contain(ROOT + name)).as(name).isTrue();
  }

  @Test
  void wireUsesTheJdkOnly() {
    allows(WIRE, JDK, "javax.crypto..", WIRE);
  }

  @Test
  void senderUsesWireOnly() {
    allows(SENDER, JDK, WIRE, SENDER);
  }

  @Test
  void logbackAppenderUsesTheSenderAndItsFramework() {
    allows(LOGBACK, JDK, WIRE, SENDER, LOGBACK, "ch.qos.logback..", "org.slf4j..");
  }

  @Test
  void log4j2AppenderUsesTheSenderAndItsFramework() {
    allows(LOG4J2, JDK, WIRE, SENDER, LOG4J2, "org.apache.logging.log4j..");
  }

  @Test
  void receiverKnowsNothingOfWhoSends() {
    noClasses()
        .that()
        .resideInAPackage(RECEIVER)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            SENDER,
            LOGBACK,
            LOG4J2,
            JUNIT,
            "ch.qos.logback..",
            "org.slf4j..",
            "org.apache.logging..")
        .allowEmptyShould(false)
        .check(mainClasses);
  }

  /** What reads the formats of others knows nothing of what becomes of that. */
  @Test
  void foreignFormatsAreReadByThemselves() {
    allows(FOREIGN, JDK, WIRE, JACKSON, FOREIGN);
  }

  /** No framework: what it redirects is the sender, whoever uses that. */
  @Test
  void theExtensionUsesTheReceiverTheSenderAndJunit() {
    allows(JUNIT, JDK, SENDER, RECEIVER, JUNIT, "org.junit.jupiter..", "org.opentest4j..");
  }

  /** Only the command needs them: they are not there where the receiver is embedded. */
  @Test
  void embeddingTheReceiverNeedsNoLibrary() {
    classes()
        .that()
        .haveNameMatching("io\\.github\\.loghail\\.receiver\\.(Receiver|LogEvent|CallbackSink).*")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(JDK, WIRE, RECEIVER)
        .allowEmptyShould(false)
        .check(mainClasses);
  }

  /** What is public is promised: let it grow on purpose, not by the way. */
  @Test
  void usersMeetFewTypes() {
    assertThat(publicTypes("logback")).containsExactly("LoghailAppender");
    assertThat(publicTypes("log4j2"))
        .containsExactlyInAnyOrder("LoghailAppender", "LoghailAppender$Builder");
    assertThat(publicTypes("junit")).containsExactlyInAnyOrder("LoghailExtension", "LoggedEvents");
    assertThat(publicTypes("receiver"))
        .containsExactlyInAnyOrder("Main", "Receiver", "LogEvent", "LogException");
    assertThat(publicTypes("receiver.foreign")) // for the receiver, as its documentation says
        .containsExactlyInAnyOrder("Foreign", "Findings", "Format", "FormatCounts", "Origin");
  }

  private static List<String> publicTypes(String module) {
    String prefix = ROOT + module + '.';
    return mainClasses.stream()
        .filter(type -> type.getPackageName().equals(ROOT + module))
        .filter(ModuleArrowsTest::isReachable)
        .map(type -> type.getName().substring(prefix.length()))
        .toList();
  }

  /** What an interface holds is public by itself: what counts is whether a user can name it. */
  private static boolean isReachable(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(ModuleArrowsTest::isReachable).orElse(true);
  }

  private static void allows(String module, String... used) {
    classes()
        .that()
        .resideInAPackage(module)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(used)
        .allowEmptyShould(false)
        .check(mainClasses);
  }
}
