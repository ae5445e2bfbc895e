package org.tipstaff.process;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads the policy and the list of courts. A file in the directory wins; else the copy in the package is read. A field
 * that is missing, misspelt or of another kind is an error: a rule must not be lost in silence.
 *
 * @param directory normally {@code config} in the working directory
 */
public record RuleFiles(Path directory) {
    public static final RuleFiles OF_WORKING_DIRECTORY = new RuleFiles(Path.of("config"));

    /**
     * The policy in {@code policy.yaml}.
     *
     * @throws IOException where it cannot be read or says what no policy can say; the message names line and field
     */
    public Policy policy() throws IOException {
        try (InputStream in = open("policy.yaml")) {
            return strict(new YAMLMapper()).readValue(in, Policy.class);
        }
    }

    /** The courts in {@code courts.json}. */
    public Courts courts() throws IOException {
        try (InputStream in = open("courts.json")) {
            return new Courts(strict(new JsonMapper()).readValue(in, new TypeReference<List<Court>>() {}));
        }
    }

    private static ObjectMapper strict(ObjectMapper mapper) {
        return mapper.enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
    }

    private InputStream open(String name) throws IOException {
        Path own = directory.resolve(name);
        if (Files.exists(own)) {
            return Files.newInputStream(own);
        }
        InputStream packaged = RuleFiles.class.getResourceAsStream("/config/" + name);
        if (packaged == null) {
            throw new FileNotFoundException("Neither " + own + " nor a packaged " + name);
        }
        return packaged;
    }
}
