package org.tipstaff.journey;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tipstaff.ApplicationResource;
import org.tipstaff.KeycloakResource;
import org.tipstaff.demo.orders.SampleOrder;

/**
 * A client that somebody else's generator makes from the description of the API, and nothing else, files, moves,
 * downloads and ingests. The generator runs in a process of its own from a jar that is not on the class path here: see
 * {@code src/test/servers.xml}.
 */
@QuarkusTest
@WithTestResource(ApplicationResource.class)
@WithTestResource(KeycloakResource.class)
class GeneratedClientIT {
    private static final Path GENERATOR = Path.of("target", "openapi-generator.classpath");
    private static final Path USE = Path.of("src", "test", "resources", "client", "ClientUse.java");

    @Inject
    DemonstrationLog log;

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    @ConfigProperty(name = "quarkus.oidc.auth-server-url")
    String realm;

    @TempDir
    Path directory;

    @Test
    void a_generated_client_files_moves_downloads_and_ingests() throws Exception {
        assumeTrue(Files.exists(GENERATOR), "Skipped: the generator is not there, which ./mvnw verify fetches");
        Path classes = Files.createDirectory(directory.resolve("classes"));
        compile(generate(), classes);
        SampleOrder order = log.order("01");
        assertThat(order.filing().user()).isEqualTo("officer");
        Path pdf = Files.write(directory.resolve("order.pdf"), order.pdf());
        String portal = "http://localhost:" + port;

        Map<String, String> found = use(classes, portal, PortalClient.filing(order), pdf);

        assertThat(found)
                .containsEntry("appended", "3 of 3")
                .containsEntry("refused", "403 /problems/not-allowed")
                .containsEntry("verdict", "GENUINE");
        assertThat(Long.parseLong(found.getOrDefault("rows", "0"))).isGreaterThanOrEqualTo(3);
        assertThat(Long.parseLong(found.getOrDefault("entries", "0"))).isPositive();
        assertThat(new PortalClient(portal, realm)
                        .get("officer", "/api/v1/requests/" + found.get("reference"))
                        .json()
                        .at("/disclosure/files/0/sha256")
                        .asText())
                .isEqualTo(found.get("sha256"));
    }

    /** @return the directory of the client's sources */
    private Path generate() throws IOException, InterruptedException {
        Path description = Files.writeString(
                directory.resolve("openapi.json"),
                given().get("/q/openapi?format=json")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
        Path client = directory.resolve("client");
        Path said = directory.resolve("generator.log");
        Process generator = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        Files.readString(GENERATOR).strip(),
                        "org.openapitools.codegen.OpenAPIGenerator",
                        "generate",
                        "--generator-name=java",
                        "--library=native",
                        "--input-spec=" + description,
                        "--output=" + client,
                        "--additional-properties=openApiNullable=false,useJakartaEe=true,invokerPackage=client,"
                                + "apiPackage=client.api,modelPackage=client.model",
                        "--global-property=apis,models,supportingFiles,apiDocs=false,modelDocs=false,apiTests=false,"
                                + "modelTests=false")
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(generator.waitFor(90, TimeUnit.SECONDS))
                    .as("the generator comes to an end")
                    .isTrue();
        } finally {
            generator.destroyForcibly();
        }
        assertThat(generator.exitValue()).as(Files.readString(said)).isZero();
        assertThat(Files.readString(said)).doesNotContain("ERROR");
        return client.resolve(Path.of("src", "main", "java"));
    }

    private static void compile(Path client, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.walk(client)) {
            List<Path> all = Stream.concat(
                            sources.filter(path -> path.toString().endsWith(".java")), Stream.of(USE))
                    .toList();
            boolean compiled = compiler.getTask(
                            said,
                            files,
                            null,
                            List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-cp", classPath()),
                            null,
                            files.getJavaFileObjectsFromPaths(all))
                    .call();
            assertThat(compiled).as(said.toString()).isTrue();
        }
    }

    private static String classPath() {
        return System.getProperty(
                "surefire.test.class.path", System.getProperty("java.class.path", "") + File.pathSeparator);
    }

    @SuppressWarnings("unchecked")
    private Map<String, String> use(Path classes, String portal, String filing, Path order) throws Exception {
        UnaryOperator<String> tokens = new PortalClient(portal, realm)::token;
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, Thread.currentThread().getContextClassLoader())) {
            return ((Callable<Map<String, String>>) loader.loadClass("ClientUse")
                            .getConstructor(String.class, UnaryOperator.class, String.class, Path.class)
                            .newInstance(portal, tokens, filing, order))
                    .call();
        }
    }
}
