package org.tipstaff.request.page;

import java.util.List;
import org.tipstaff.process.Finding.Axis;

/**
 * What is asked of every request, for the guide. A test holds the codes against the examination's.
 *
 * @param code as in the findings
 */
record Question(String code, Axis axis, String question) {
    static final List<Question> ALL = List.of(
            new Question(
                    "INSTRUMENT_FITS_DATA",
                    Axis.INSTRUMENT,
                    "May this kind of process compel each log that is asked for?"),
            new Question(
                    "REVERSE_REQUEST",
                    Axis.INSTRUMENT,
                    "Does it ask who looked up or invited a handle? That searches everybody's records."),
            new Question(
                    "CONTENT_ASKED",
                    Axis.INSTRUMENT,
                    "Does the document ask for content? None is held; the rest goes on."),
            new Question("PROSPECTIVE_LANGUAGE", Axis.TIME, "Does it ask for records that do not exist yet?"),
            new Question("COURT_KNOWN", Axis.COURT, "Is the court one that the portal knows?"),
            new Question("COURT_COMPETENT", Axis.COURT, "Is it a court of competent jurisdiction (§ 2711(3))?"),
            new Question("COURT_ON_ORDER", Axis.COURT, "Does the document name the court that was entered?"),
            new Question("JUDGE_ON_ORDER", Axis.COURT, "Does it name the judge?"),
            new Question("DOCKET_PATTERN", Axis.COURT, "Has the docket number a form that this court uses?"),
            new Question("DOCKET_ON_ORDER", Axis.COURT, "Does the document bear the docket number?"),
            new Question(
                    "GOVERNMENTAL_ENTITY",
                    Axis.ENTITY,
                    "Is the filer a governmental entity (§ 2711(4))? Foreign police go by treaty or the CLOUD Act."),
            new Question(
                    "STATE_OVERLAY", Axis.STATE_LAW, "Does the law of the State ask for more, as California does?"),
            new Question(
                    "ATTESTATION", Axis.ATTESTATION, "Does process of another State bear the attestation of AB 1242?"),
            new Question("NOT_FUTURE", Axis.TIME, "Is the date of issue not in the future?"),
            new Question(
                    "NOT_STALE",
                    Axis.TIME,
                    "Was it issued recently enough? A Rule 41 warrant is executed within 14 days."),
            new Question("RANGE_IN_RETENTION", Axis.TIME, "Can any of the days asked for still exist?"),
            new Question("NONDISCLOSURE_END", Axis.TIME, "Does a nondisclosure order end, and within the usual time?"),
            new Question("DOCUMENT_SIGNATURE", Axis.DOCUMENT, "Is the document as it was signed?"),
            new Question("STATUTE_ON_ORDER", Axis.DOCUMENT, "Does the document cite the statute that it rests on?"),
            new Question(
                    "D_STANDARD_RECITED",
                    Axis.DOCUMENT,
                    "Does a § 2703(d) order recite specific and articulable facts?"),
            new Question("HANDLES_ON_ORDER", Axis.DOCUMENT, "Does the document name every handle that was entered?"),
            new Question("DUPLICATE_DOCUMENT", Axis.DOCUMENT, "Did your agency file the same document before?"),
            new Question(
                    "DOCUMENT_ELSEWHERE",
                    Axis.OTHER_AGENCIES,
                    "Did another agency file the same document? Only the provider's staff learn the answer."));
}
