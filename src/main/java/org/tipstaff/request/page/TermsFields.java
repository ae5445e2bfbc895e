package org.tipstaff.request.page;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;
import org.tipstaff.request.draft.DraftReading;
import org.tipstaff.request.draft.FilingCheck;
import org.tipstaff.request.draft.HandleList;

/**
 * The form about the terms.
 *
 * @param list a file with handles; added to those that were typed
 */
public record TermsFields(
        @RestForm("handles") @Nullable String handles,
        @RestForm("list") @Nullable FileUpload list,
        @RestForm("log.CAPABILITY_QUERY") @Nullable String capabilityQuery,
        @RestForm("log.FACETIME_INVITATION") @Nullable String facetimeInvitation,
        @RestForm("log.SIGN_IN") @Nullable String signIn,
        @RestForm("direction") @Nullable String direction,
        @RestForm("from.month") @Nullable String fromMonth,
        @RestForm("from.day") @Nullable String fromDay,
        @RestForm("from.year") @Nullable String fromYear,
        @RestForm("from.time") @Nullable String fromTime,
        @RestForm("to.month") @Nullable String toMonth,
        @RestForm("to.day") @Nullable String toDay,
        @RestForm("to.year") @Nullable String toYear,
        @RestForm("to.time") @Nullable String toTime,
        @RestForm("zone") @Nullable String zone) {
    Map<String, String> fields() throws IOException {
        Map<String, String> fields = new HashMap<>();
        CourtFields.put(fields, FilingCheck.HANDLES, handles);
        fields.put(DraftReading.LIST_PROBLEM, "");
        addList(fields);
        CourtFields.put(fields, "log.CAPABILITY_QUERY", capabilityQuery);
        CourtFields.put(fields, "log.FACETIME_INVITATION", facetimeInvitation);
        CourtFields.put(fields, "log.SIGN_IN", signIn);
        CourtFields.put(fields, FilingCheck.DIRECTION, direction);
        CourtFields.put(fields, "from.month", fromMonth);
        CourtFields.put(fields, "from.day", fromDay);
        CourtFields.put(fields, "from.year", fromYear);
        CourtFields.put(fields, "from.time", fromTime);
        CourtFields.put(fields, "to.month", toMonth);
        CourtFields.put(fields, "to.day", toDay);
        CourtFields.put(fields, "to.year", toYear);
        CourtFields.put(fields, "to.time", toTime);
        CourtFields.put(fields, "zone", zone);
        return fields;
    }

    /** Only the column of handles is added; a list that cannot be read is told, and costs nothing that was typed. */
    private void addList(Map<String, String> fields) throws IOException {
        if (list == null || list.size() == 0) {
            return;
        }
        byte[] bytes;
        try (var in = Files.newInputStream(list.uploadedFile())) {
            bytes = in.readNBytes(HandleList.LONGEST + 1);
        }
        try {
            String added = String.join("\n", HandleList.of(HandleList.read(bytes)));
            String typed = fields.getOrDefault(FilingCheck.HANDLES, "");
            fields.put(FilingCheck.HANDLES, typed.isBlank() ? added : typed.stripTrailing() + "\n" + added);
        } catch (HandleList.NoList e) {
            fields.put(DraftReading.LIST_PROBLEM, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public String toString() {
        return "fields of a form";
    }
}
