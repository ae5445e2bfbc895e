package org.tipstaff;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.persistence.Entity;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What no review should have to look for. */
class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.tipstaff");

    private static final DescribedPredicate<JavaMethod> ROUTE = describe("answer HTTP", ArchitectureTest::isRoute);

    private static boolean isRoute(JavaMethod method) {
        return method.getAnnotations().stream()
                .anyMatch(annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class));
    }

    @Test
    void sealing_is_used_by_value_only_where_nothing_is_sealed() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.tipstaff.pdf..",
                        "org.tipstaff.web..",
                        "org.tipstaff.audit..",
                        "org.tipstaff.process..",
                        "org.tipstaff.signing..",
                        "org.tipstaff.work..",
                        "org.tipstaff.time..")
                // Signs what the database must not be able to sign, so its key lies with the others.
                .and(describe(
                        "are not CheckpointKey", type -> !type.getName().equals("org.tipstaff.audit.CheckpointKey")))
                .should()
                .dependOnClassesThat(resideInAPackage("org.tipstaff.sealing..")
                        .and(describe(
                                "are not Sha256", type -> !type.getSimpleName().equals("Sha256"))))
                .check(MAIN);
    }

    @Test
    void the_law_and_the_pdf_writer_know_no_framework() {
        // The producers read files and settings for the container; the rules themselves never see it.
        noClasses()
                .that()
                .resideInAnyPackage("org.tipstaff.process..", "org.tipstaff.pdf..")
                .and(describe("are not RuleFiles", type -> !type.getName().equals("org.tipstaff.process.RuleFiles")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta..", "io.quarkus..", "io.smallrye..", "org.eclipse.microprofile..")
                .check(MAIN);
    }

    @Test
    void every_route_says_who_may_call_it() {
        methods().that(ROUTE).should(sayWhoMayCall()).check(MAIN);
    }

    private static ArchCondition<JavaMethod> sayWhoMayCall() {
        return new ArchCondition<>("say who may call") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean says = method.isAnnotatedWith(RolesAllowed.class)
                        || method.isAnnotatedWith(PermitAll.class)
                        || method.isAnnotatedWith(io.quarkus.security.Authenticated.class)
                        || method.getOwner().isAnnotatedWith(RolesAllowed.class)
                        || method.getOwner().isAnnotatedWith(PermitAll.class);
                if (!says) {
                    events.add(SimpleConditionEvent.violated(method, method.getFullName() + " is silent"));
                }
            }
        };
    }

    /** Whoever is signed in, whatever their role: signing in and out, and nothing else. */
    @Test
    void only_signing_in_and_out_asks_for_no_role() {
        methods()
                .that()
                .areAnnotatedWith(io.quarkus.security.Authenticated.class)
                .should()
                .beDeclaredInClassesThat()
                .resideInAPackage("org.tipstaff.identity..")
                .check(MAIN);
    }

    /** Quarkus leaves out the others with a warning, and answers 404. */
    @Test
    void routes_are_public_methods() {
        methods().that(ROUTE).should().bePublic().check(MAIN);
        methods()
                .that(describe("have a path", (JavaMethod method) -> method.isAnnotatedWith(Path.class)))
                .should()
                .bePublic()
                .check(MAIN);
    }

    /** The monotonic clock tells how long something takes, not what time it is: it stays allowed. */
    @Test
    void only_the_clock_producer_reads_the_clock() {
        noClasses()
                .that(describe(
                        "are not ClockProducer", type -> !type.getName().equals("org.tipstaff.time.ClockProducer")))
                .should()
                .accessTargetWhere(describe("reads the clock of the machine", ArchitectureTest::readsTheClock))
                .check(MAIN);
    }

    private static boolean readsTheClock(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getTarget().getName();
        boolean bareNow = owner.startsWith("java.time.")
                && name.equals("now")
                && access.getTarget() instanceof com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget target
                && target.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(java.time.Clock.class));
        return bareNow
                || (owner.equals("java.time.Clock")
                        && (name.startsWith("system") || name.startsWith("tick"))
                        && !name.equals("tick"))
                || (owner.equals("java.lang.System") && name.equals("currentTimeMillis"))
                || (owner.equals("java.util.Date")
                        && access.getTarget()
                                instanceof
                                com.tngtech.archunit.core.domain.AccessTarget.ConstructorCallTarget constructor
                        && constructor.getRawParameterTypes().isEmpty());
    }

    @Test
    void only_the_door_of_the_requests_writes_a_status() {
        noClasses()
                .that(describe("are not Requests", type -> !type.getName().equals("org.tipstaff.request.Requests")))
                .should()
                .callMethodWhere(describe(
                        "writes a status",
                        call -> call.getTargetOwner().getName().equals("org.tipstaff.request.RequestRepository")
                                && call.getName().equals("write")))
                .check(MAIN);
        noClasses()
                .that(describe(
                        "are neither born nor generated",
                        type -> !Set.of("org.tipstaff.request.RequestRegister", "org.tipstaff.request.RequestEntity")
                                .contains(type.getName())))
                .should()
                .setFieldWhere(describe(
                        "sets the status",
                        (com.tngtech.archunit.core.domain.JavaFieldAccess access) ->
                                access.getTargetOwner().getName().equals("org.tipstaff.request.RequestEntity")
                                        && access.getName().equals("status")))
                .check(MAIN);
    }

    @Test
    void only_a_disclosure_opens_a_hold() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.tipstaff.disclosure..")
                .should()
                .callMethodWhere(describe(
                        "opens a hold",
                        call -> call.getTargetOwner().getName().equals("org.tipstaff.hold.Holds")
                                && call.getName().equals("open")))
                .check(MAIN);
    }

    @Test
    void only_the_review_makes_an_approved_request() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.tipstaff.review..")
                .should()
                .callConstructorWhere(describe(
                        "makes an approved request",
                        call -> call.getTargetOwner().getName().equals("org.tipstaff.review.ApprovedRequest")))
                .check(MAIN);
        classes()
                .that()
                .haveFullyQualifiedName("org.tipstaff.review.ApprovedRequest")
                .should(haveNoConstructorForOthers())
                .check(MAIN);
    }

    private static ArchCondition<JavaClass> haveNoConstructorForOthers() {
        return new ArchCondition<>("have no constructor for other packages") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getConstructors().stream()
                        .filter(constructor -> constructor.getModifiers().contains(JavaModifier.PUBLIC)
                                || constructor.getModifiers().contains(JavaModifier.PROTECTED))
                        .forEach(constructor -> events.add(
                                SimpleConditionEvent.violated(constructor, constructor.getFullName() + " is open")));
            }
        };
    }

    @Test
    void entities_stay_in_their_package() {
        classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .should()
                .bePackagePrivate()
                .check(MAIN);
        classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .should()
                .onlyHaveDependentClassesThat(are(describe(
                        "of the entity's feature",
                        (JavaClass type) -> type.getPackageName().startsWith("org.tipstaff.request"))))
                .check(MAIN);
    }

    /** A template gets records made for it: neither a native template method nor a view record holds an entity. */
    @Test
    void entities_reach_no_template() {
        Predicate<JavaClass> entity = type -> type.isAnnotatedWith(Entity.class);
        methods()
                .that()
                .areDeclaredInClassesThat(
                        describe("are templates", type -> type.getSimpleName().equals("Templates")))
                .should(notBeGiven(entity))
                .check(MAIN);
        noFields()
                .that()
                .areDeclaredInClassesThat(describe(
                        "are views", type -> type.getSimpleName().matches(".*(View|Views|Json|Page|Display|Row)")))
                .should()
                .haveRawType(describe("entities", entity))
                .allowEmptyShould(true)
                .check(MAIN);
    }

    private static ArchCondition<JavaMethod> notBeGiven(Predicate<JavaClass> entity) {
        return new ArchCondition<>("not be given an entity") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                Stream.concat(
                                method.getParameterTypes().stream()
                                        .flatMap(type -> type.getAllInvolvedRawTypes().stream()),
                                method.getRawParameterTypes().stream())
                        .filter(entity)
                        .forEach(type -> events.add(SimpleConditionEvent.violated(
                                method, method.getFullName() + " is given " + type.getName())));
            }
        };
    }

    @Test
    void nothing_is_injected_into_a_field() {
        fields().should()
                .notBeAnnotatedWith(Inject.class)
                .andShould()
                .notBeAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty")
                .check(MAIN);
    }
}
