package org.tipstaff;

import io.quarkus.test.security.SecurityAttribute;
import io.quarkus.test.security.TestSecurity;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Who a {@code @QuarkusTest} is, freshly signed in: put one on the class or on the method. */
public final class As {
    private As() {}

    /** Of a federal agency. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    @TestSecurity(
            user = "officer",
            roles = "officer",
            attributes = {
                @SecurityAttribute(key = "name", value = "Rosa Alvarez"),
                @SecurityAttribute(key = "email", value = "officer@example.com"),
                @SecurityAttribute(key = "agency_id", value = "bar-field-office"),
                @SecurityAttribute(key = "agency_name", value = "Bureau of Alternate Records, Field Office"),
                @SecurityAttribute(key = "agency_kind", value = "FEDERAL"),
                @SecurityAttribute(key = "agency_state", value = "US")
            })
    public @interface Officer {}

    /** Of a California county. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    @TestSecurity(
            user = "officer2",
            roles = "officer",
            attributes = {
                @SecurityAttribute(key = "name", value = "Dale Whitcomb"),
                @SecurityAttribute(key = "email", value = "officer2@example.com"),
                @SecurityAttribute(key = "agency_id", value = "marlow-county-sheriff"),
                @SecurityAttribute(key = "agency_name", value = "Marlow County Sheriff's Office"),
                @SecurityAttribute(key = "agency_kind", value = "LOCAL"),
                @SecurityAttribute(key = "agency_state", value = "CA")
            })
    public @interface Officer2 {}

    /** An officer whose sign-in is too old for a step-up. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    @TestSecurity(
            user = "officer",
            roles = "officer",
            attributes = {
                @SecurityAttribute(key = "name", value = "Rosa Alvarez"),
                @SecurityAttribute(key = "agency_id", value = "bar-field-office"),
                @SecurityAttribute(key = "agency_name", value = "Bureau of Alternate Records, Field Office"),
                @SecurityAttribute(key = "agency_kind", value = "FEDERAL"),
                @SecurityAttribute(key = "agency_state", value = "US"),
                @SecurityAttribute(key = "auth_time", value = "1000000000")
            })
    public @interface OfficerSignedInLongAgo {}

    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    @TestSecurity(user = "reviewer", roles = "reviewer")
    public @interface Reviewer {}

    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    @TestSecurity(user = "reviewer2", roles = "reviewer")
    public @interface Reviewer2 {}

    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    @TestSecurity(user = "custodian", roles = "custodian")
    public @interface Custodian {}

    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    @TestSecurity(user = "auditor", roles = "auditor")
    public @interface Auditor {}

    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    @TestSecurity(user = "administrator", roles = "administrator")
    public @interface Administrator {}

    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    @TestSecurity(user = "administrator2", roles = "administrator")
    public @interface Administrator2 {}

    /** An administrator whose sign-in is too old for a step-up. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    @TestSecurity(
            user = "administrator2",
            roles = "administrator",
            attributes = @SecurityAttribute(key = "auth_time", value = "1000000000"))
    public @interface AdministratorSignedInLongAgo {}

    /** An auditor whose sign-in is too old for a step-up. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    @TestSecurity(
            user = "auditor",
            roles = "auditor",
            attributes = @SecurityAttribute(key = "auth_time", value = "1000000000"))
    public @interface AuditorSignedInLongAgo {}

    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    @TestSecurity(user = "log-writer", roles = "log-writer")
    public @interface LogWriter {}
}
