package org.tipstaff.invitation.ingest;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.LogKind;

/** A line of the log-writer's NDJSON, for the description of the API; {@link RecordLine} reads it. */
@Schema(
        name = "LogLine",
        description = "One line: a record of the invitation log. Text has 512 characters at most, a line 16,384 bytes.",
        requiredProperties = {"log", "occurredAt", "sourceHandle"})
record LogLine(
        LogKind log,

        @Schema(
                format = "date-time",
                description = "When it happened, with its offset, not finer than microseconds.",
                examples = "2026-11-20T08:30:00.000001Z")
        String occurredAt,

        @Schema(
                description = "Who looked up or called: phone number, e-mail address or account id.",
                examples = "+12025550123")
        String sourceHandle,

        @Schema(
                description = "Who was looked up. Every log has one but SIGN_IN, which has none.",
                examples = "+12025550199")
        @Nullable
        String targetHandle,

        @Schema(description = "Address that the service saw.", examples = "203.0.113.7") @Nullable
        String clientIp,

        @Schema(description = "The service that was used.", maxLength = RecordLine.MAX_TEXT) @Nullable
        String service,

        @Schema(type = SchemaType.INTEGER, minimum = "0", description = "How many devices were found.") @Nullable
        Integer lookupDevices,

        @Schema(description = "As the client named itself.", maxLength = RecordLine.MAX_TEXT) @Nullable
        String userAgent,

        @Schema(description = "As the client named its hardware.", maxLength = RecordLine.MAX_TEXT) @Nullable
        String hardwareVersion,

        @Schema(description = "As the client named its system.", maxLength = RecordLine.MAX_TEXT) @Nullable
        String osVersion,

        @Schema(
                minLength = 1,
                maxLength = RecordLine.MAX_ID,
                pattern = "^[!-~]+$",
                description =
                        "Of the writer's choosing, for instance a UUID: of the rows of one UTC day that have the same"
                                + " id, one is kept, however often and by whichever way it comes. The same id with other"
                                + " content is rejected.",
                example = "0198c2a4-7a53-7e0e-9d0b-3f1f6f2b8c11")
        @Nullable
        String id) {}
