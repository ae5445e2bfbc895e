package org.tipstaff.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tipstaff.identity.Agency;
import org.tipstaff.identity.Role;

/**
 * The realm of {@code config/keycloak} with what only a demonstration may have: users whose password is their name, and
 * a client that gives tokens to a shell: for a sign-in in a browser, and for a password, which says nothing of when.
 */
final class DemonstrationRealm {
    static final Agency FIELD_OFFICE =
            new Agency("bar-field-office", "Bureau of Alternate Records, Field Office", Agency.Kind.FEDERAL, "US");
    static final Agency SHERIFF =
            new Agency("marlow-county-sheriff", "Marlow County Sheriff's Office", Agency.Kind.LOCAL, "CA");

    /** A user of the demonstration; the password is the user name. */
    record User(String name, String firstName, String lastName, Role role, Map<String, String> attributes) {}

    static final List<User> USERS = List.of(
            new User("officer", "Rosa", "Alvarez", Role.OFFICER, attributes(FIELD_OFFICE)),
            new User("officer2", "Dale", "Whitcomb", Role.OFFICER, attributes(SHERIFF)),
            new User("reviewer", "Miriam", "Okafor", Role.REVIEWER, Map.of()),
            new User("reviewer2", "Jonas", "Lindqvist", Role.REVIEWER, Map.of()),
            new User("custodian", "Helen", "Marsh", Role.CUSTODIAN, Map.of()),
            new User("auditor", "Priya", "Raman", Role.AUDITOR, Map.of()),
            new User("administrator", "Tomas", "Varga", Role.ADMINISTRATOR, Map.of()),
            new User("administrator2", "Ines", "Duarte", Role.ADMINISTRATOR, Map.of()),
            new User("log-writer", "Log", "Writer", Role.LOG_WRITER, Map.of()));

    private final ObjectMapper json = new ObjectMapper();

    private static Map<String, String> attributes(Agency agency) {
        return Map.of(
                "agency_id", agency.id(),
                "agency_name", agency.name(),
                "agency_kind", agency.kind().name(),
                "agency_state", agency.state());
    }

    /** @param template {@code tipstaff-realm.json}; its placeholders are left for Keycloak to fill from its environment */
    void write(Path template, Path target) throws IOException {
        ObjectNode realm = (ObjectNode) json.readTree(Files.readAllBytes(template));
        // A password that is the user name is what the policy is there to refuse.
        realm.remove("passwordPolicy");
        ArrayNode clients = realm.withArray("/clients");
        clients.add(commandLine((ObjectNode) clients.get(0)));
        ArrayNode users = realm.withArray("/users");
        USERS.forEach(user -> users.add(user(user)));
        Files.createDirectories(target.toAbsolutePath().getParent());
        Files.write(target, json.writeValueAsBytes(realm));
    }

    private ObjectNode commandLine(ObjectNode portal) {
        ObjectNode client = json.createObjectNode();
        client.put("clientId", "tipstaff-cli");
        client.put("name", "Tipstaff from a shell (demonstration only)");
        client.put("enabled", true);
        client.put("protocol", "openid-connect");
        client.put("publicClient", true);
        // A program on the same machine signs a person in and listens on any port (RFC 8252 § 7.3); its tokens say
        // when.
        client.put("standardFlowEnabled", true);
        client.putArray("redirectUris").add("http://127.0.0.1/*");
        client.putObject("attributes").put("pkce.code.challenge.method", "S256");
        client.put("directAccessGrantsEnabled", true);
        client.put("fullScopeAllowed", true);
        client.set("defaultClientScopes", portal.get("defaultClientScopes").deepCopy());
        client.set("optionalClientScopes", json.createArrayNode());
        client.set("protocolMappers", portal.get("protocolMappers").deepCopy());
        return client;
    }

    private ObjectNode user(User user) {
        ObjectNode node = json.createObjectNode();
        node.put("username", user.name());
        node.put("enabled", true);
        node.put("firstName", user.firstName());
        node.put("lastName", user.lastName());
        node.put("email", user.name() + "@example.com");
        node.put("emailVerified", true);
        node.putArray("realmRoles").add(user.role().claim());
        ObjectNode attributes = node.putObject("attributes");
        user.attributes().forEach((name, value) -> attributes.putArray(name).add(value));
        ObjectNode password = node.putArray("credentials").addObject();
        password.put("type", "password");
        password.put("value", user.name());
        password.put("temporary", false);
        return node;
    }
}
