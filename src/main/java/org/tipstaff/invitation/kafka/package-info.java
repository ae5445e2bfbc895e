/** The way in from a Kafka topic, each record once. */
@NullMarked
package org.tipstaff.invitation.kafka;

import org.jspecify.annotations.NullMarked;
