package org.tipstaff.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.tipstaff.web.form.TypedText;

/** On a resource whose forms say themselves, beside what was typed, which characters cannot be taken ({@link TypedText}). */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface OwnWords {}
