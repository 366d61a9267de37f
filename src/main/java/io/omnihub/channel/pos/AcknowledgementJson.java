package io.omnihub.channel.pos;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.omnihub.journal.Acknowledgement;
import io.omnihub.journal.Rejection;
import java.util.Optional;

/** What became of an entry, as {@code contracts/journal-acknowledgement.schema.json} has it. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record AcknowledgementJson(
        long sequence, String outcome, Optional<String> code, Optional<String> field, boolean repeated) {
    static AcknowledgementJson of(Acknowledgement told) {
        Optional<Rejection> why = told.verdict().rejection();
        return new AcknowledgementJson(
                told.sequence(),
                told.verdict().outcome().wire(),
                why.map(Rejection::code),
                why.flatMap(Rejection::field),
                told.repeated());
    }
}
