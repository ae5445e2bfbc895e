package org.tipstaff.request.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tipstaff.process.Examination;

class QuestionTest {
    @Test
    void the_guide_explains_every_check_and_no_other() {
        assertThat(Question.ALL).extracting(Question::code).containsExactlyInAnyOrderElementsOf(Examination.codes());
    }
}
