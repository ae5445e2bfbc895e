package org.tipstaff.disclosure.deliver;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.tipstaff.As;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditReader;
import org.tipstaff.disclosure.Disclosure;
import org.tipstaff.disclosure.Disclosures;
import org.tipstaff.disclosure.FileKind;
import org.tipstaff.disclosure.Passage;
import org.tipstaff.disclosure.SigningResource;
import org.tipstaff.encryption.AgencyKeys;
import org.tipstaff.encryption.EvidenceRoom;
import org.tipstaff.encryption.RecipientKey;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.Role;
import org.tipstaff.request.CaseReference;
import org.tipstaff.sealing.Sha256;
import org.tipstaff.web.Problem;

/** An officer downloads what only the agency's evidence room can open. */
@QuarkusTest
@WithTestResource(SigningResource.class)
class EncryptedDownloadIT {
    private static final String AGENCY = "bar-field-office";

    @Inject
    Passage passage;

    @Inject
    Disclosures disclosures;

    @Inject
    AgencyKeys keys;

    @Inject
    AuditReader audit;

    @Inject
    DataSource database;

    @Test
    @As.Officer
    void files_and_bag_come_encrypted_and_where_the_agency_says_so_never_otherwise() throws Exception {
        EvidenceRoom room = EvidenceRoom.open();
        Actor administrator = passage.staff("administrator", Role.ADMINISTRATOR);
        execute("INSERT INTO agency (id, name, kind, state, first_seen_at)" + " VALUES ('" + AGENCY
                + "', 'Bureau', 'FEDERAL', 'US', now()) ON CONFLICT DO NOTHING");
        CaseReference reference = passage.disclosed("01");
        String files = "/requests/" + reference + "/disclosure/";
        refused(files + "pdf/pgp", 409, "No OpenPGP key of your agency is registered");
        assertThatThrownBy(() -> keys.require(administrator, AGENCY, true)).isInstanceOf(Problem.class);

        String openPgp = room.openPgpKey("Room <room@agency.example>", "default", "default", "1y");
        keys.register(administrator, AGENCY, openPgp);
        var once = keys.of(AGENCY).keys().get(0).at();
        keys.register(administrator, AGENCY, openPgp);
        assertThat(keys.of(AGENCY).keys())
                .as("sent twice")
                .singleElement()
                .satisfies(key -> assertThat(key.at()).isEqualTo(once));
        keys.register(administrator, AGENCY, room.certificate("keyEncipherment", "rsa:3072"));

        Disclosure disclosure = disclosures.find(reference).orElseThrow();
        for (Disclosure.File file : disclosure.files()) {
            String path = files + file.kind().path();
            assertThat(Sha256.of(room.decryptOpenPgp(bytes(path + "/pgp")).out()))
                    .isEqualTo(file.entry().sha256());
            assertThat(Sha256.of(room.decryptCms(bytes(path + "/p7m")).out()))
                    .isEqualTo(file.entry().sha256());
        }
        byte[] bag = room.decryptCms(bytes(files + "zip/p7m")).out();
        String inBag = "data/" + disclosure.number() + ".pdf";
        assertThat(BagReader.read(bag, disclosure.number()))
                .hasEntrySatisfying(
                        inBag,
                        pdf -> assertThat(Sha256.of(pdf))
                                .isEqualTo(disclosure
                                        .file(FileKind.PDF)
                                        .orElseThrow()
                                        .entry()
                                        .sha256()));
        assertThat(audit.entries(
                        new AuditReader.Filter(reference.value(), null, AuditAction.DOWNLOADED), Long.MAX_VALUE, 100))
                .as("four files twice, and the bag's four")
                .hasSize(12)
                .allMatch(entry -> entry.entry().details().containsKey("encryptedTo"));
        given().get(files + "pdf").then().statusCode(200);

        keys.require(administrator, AGENCY, true);
        for (String plain : new String[] {"pdf", "csv", "json", "xlsx", "zip"}) {
            refused(files + plain, 403, "Your agency takes encrypted files only");
        }
        given().get("/requests/" + reference)
                .then()
                .body(containsString(files + "zip/pgp"))
                .body(not(containsString("\"" + files + "pdf\"")))
                .body(not(containsString("\"" + files + "zip\"")));
        assertThat(room.decryptOpenPgp(bytes(files + "csv/pgp")).exit()).isZero();

        expire(room);
        refused(files + "pdf/pgp", 409, "expired on");
        refused(files + "pdf", 403, "Your agency takes encrypted files only");
        keys.remove(administrator, AGENCY, RecipientKey.Kind.OPENPGP);
        refused(files + "pdf/pgp", 409, "No OpenPGP key of your agency is registered");
        keys.require(administrator, AGENCY, false);
        given().get(files + "pdf").then().statusCode(200);
        given().get(files + "pdf/exe").then().statusCode(404);
        given().get(files + "preview/p7m").then().statusCode(404);
    }

    private static byte[] bytes(String path) {
        return given().get(path).then().statusCode(200).extract().asByteArray();
    }

    private static void refused(String path, int status, String words) {
        given().get(path).then().statusCode(status).body(containsString(words));
    }

    /** The key that is registered grew old: as if it had been entered years ago. */
    private void expire(EvidenceRoom room) throws Exception {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("UPDATE agency_key SET material = ?"
                        + " WHERE kind = 'OPENPGP' AND removed_at IS NULL AND agency_id = '" + AGENCY + "'")) {
            update.setString(1, room.expiredOpenPgpKey());
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
