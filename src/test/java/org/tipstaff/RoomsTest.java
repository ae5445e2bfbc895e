package org.tipstaff;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the house is divided: which room may be entered from where, and that none is crowded. docs/architecture.md draws it. */
class RoomsTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.tipstaff");

    /** What every package may use. These use one another, and nothing else. */
    private static final List<String> COMMON = List.of("audit", "identity", "web", "time", "sealing");

    private static final String[] COMMON_PACKAGES =
            COMMON.stream().map(RoomsTest::packageOf).toArray(String[]::new);

    /** Most source files of a package; more only where a line says so. */
    private static final int SOURCES = 26;

    /** The life of a request: its entity, repository and mapper keep to one package, and all that it moves by is named there. */
    private static final Map<String, Integer> CROWDED = Map.of("org.tipstaff.request", 35);

    private static String packageOf(String name) {
        return "org.tipstaff." + name + "..";
    }

    /** The table of the imports: each package with the others that it may use beside the common ones. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "time,           -",
                "sealing,        -",
                "audit,          -",
                "identity,       -",
                "web,            -",
                "work,           -",
                "pdf,            -",
                "signing,        -",
                "invitation,     -",
                "process,        invitation",
                "document,       signing",
                "request,        process document invitation work",
                "hold,           request process document invitation work",
                "review,         hold request process document invitation work",
                "encryption,     -",
                "disclosure,     review hold request process document invitation work pdf signing encryption",
                "letter,         disclosure review hold request process invitation work pdf signing",
                "administration, process invitation encryption signing"
            })
    void a_package_uses_only_what_its_row_allows(String name, String more) {
        String[] allowed = Stream.concat(
                        Stream.concat(Stream.of(name), COMMON.stream()),
                        more == null ? Stream.empty() : Arrays.stream(more.split(" ")))
                .map(RoomsTest::packageOf)
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(packageOf(name))
                .should()
                .dependOnClassesThat(
                        resideInAPackage("org.tipstaff..").and(DescribedPredicate.not(resideInAnyPackage(allowed))))
                .because("imports run one way")
                .check(MAIN);
    }

    @Test
    void every_package_has_a_row_in_the_table() throws ReflectiveOperationException {
        Set<String> rows = Arrays.stream(RoomsTest.class
                        .getDeclaredMethod("a_package_uses_only_what_its_row_allows", String.class, String.class)
                        .getAnnotation(CsvSource.class)
                        .value())
                .map(row -> row.substring(0, row.indexOf(',')))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> packages = MAIN.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith("org.tipstaff."))
                .map(name -> name.split("\\.")[2])
                .filter(name -> !name.equals("demo"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(packages).isEqualTo(rows);
    }

    /**
     * The rooms inside of a feature are its own; what a row names is a door: a room, and those outside who come through it.
     */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "invitation, state:administration retention:administration upload:command",
                "request,    once:review+disclosure correspondence:review+letter queue:review",
                "hold,       snapshot:review+disclosure",
                "disclosure, verify:command",
                "signing,    sign:disclosure+letter stamp:disclosure+letter validation:disclosure+letter"
                        + " trial:disclosure+administration setup:command demonstration:demo",
                "pdf,        -",
                "document,   -",
                "identity,   suspension:administration+request+web"
            })
    void the_inner_rooms_of_a_feature_are_its_own(String feature, @Nullable String doors) {
        Map<String, String[]> open = doors == null
                ? Map.of()
                : Arrays.stream(doors.split(" "))
                        .map(door -> door.split(":"))
                        .collect(Collectors.toMap(
                                door -> packageOf(feature + "." + door[0]), door -> guests(feature, door[1])));
        Set<String> rooms = MAIN.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith("org.tipstaff." + feature + "."))
                .map(name -> name + "..")
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(rooms).as("rooms that have a door").containsAll(open.keySet());
        for (String room : rooms) {
            noClasses()
                    .that()
                    .resideOutsideOfPackages(open.getOrDefault(room, new String[] {packageOf(feature)}))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(room)
                    .because("only " + feature + " sees what it is made of")
                    .check(MAIN);
        }
    }

    /** The feature itself, and those of a door; the commands lie in the package of all features. */
    private static String[] guests(String feature, String door) {
        return Stream.concat(Stream.of(feature), Arrays.stream(door.split("\\+")))
                .map(guest -> guest.equals("command") ? "org.tipstaff" : packageOf(guest))
                .toArray(String[]::new);
    }

    @Test
    void packages_use_one_another_in_one_direction() {
        slices().matching("org.tipstaff.(**)")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(resideInAnyPackage(COMMON_PACKAGES), resideInAnyPackage(COMMON_PACKAGES))
                .check(MAIN);
    }

    /** A house whose rooms hold more than one can look over at once is no house. */
    @Test
    void no_package_is_crowded() {
        Map<String, Integer> crowded = new TreeMap<>();
        MAIN.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .forEach(type -> crowded.merge(type.getPackageName(), 1, Integer::sum));
        crowded.entrySet().removeIf(room -> room.getValue() <= SOURCES);
        assertThat(crowded).isEqualTo(CROWDED);
    }

    @Test
    void nothing_uses_the_demonstration_but_the_main_class() {
        noClasses()
                .that(resideInAPackage("org.tipstaff..")
                        .and(DescribedPredicate.not(resideInAPackage("org.tipstaff.demo..")))
                        .and(describe("are not Main", type -> !type.getName().equals("org.tipstaff.Main"))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.tipstaff.demo..")
                .check(MAIN);
    }
}
