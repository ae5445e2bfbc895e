package org.tipstaff.invitation.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** The Kafka topic that the log is read from. Without servers there is none, and nothing of Kafka is loaded. */
@ConfigMapping(prefix = "tipstaff.log.kafka")
interface KafkaSettings {
    /** As Kafka's own {@code bootstrap.servers}: host and port, several with commas. */
    Optional<String> bootstrapServers();

    Optional<String> topic();

    /** All copies of the application are members of one group and share the partitions. */
    @WithDefault("tipstaff")
    String group();

    /**
     * Further settings of Kafka's consumer, in its own names: {@code security.protocol}, {@code ssl.*}, {@code sasl.*}. A
     * secret is named as {@code ${env:NAME}} there, with {@code config.providers=env} and {@code
     * config.providers.env.class=org.apache.kafka.common.config.provider.EnvVarConfigProvider}.
     */
    Optional<Path> clientProperties();
}
