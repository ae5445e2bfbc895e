package org.tipstaff.invitation.kafka;

/**
 * A partition of the Kafka topic.
 *
 * @param topicId Kafka's own id: a topic that is made anew under the same name is another one
 * @param number from 0
 */
public record TopicPart(String topicId, String topic, int number) {
    @Override
    public String toString() {
        return topic + "-" + number;
    }
}
