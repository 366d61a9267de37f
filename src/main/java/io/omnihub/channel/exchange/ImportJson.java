package io.omnihub.channel.exchange;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.omnihub.exchange.Import;
import io.omnihub.exchange.ImportRejection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An import as the contract shows it. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record ImportJson(
        UUID id,
        String kind,
        String options,
        String sha256,
        String state,
        long line,
        long accepted,
        long unchanged,
        long rejected,
        Instant startedAt,
        Instant changedAt,
        Optional<Boolean> repeated,
        Optional<List<RejectionJson>> rejections) {
    record RejectionJson(long line, String field, String code, String found, String detail) {
        static RejectionJson of(ImportRejection rejection) {
            return new RejectionJson(
                    rejection.line(),
                    rejection.fault().field(),
                    rejection.fault().code(),
                    rejection.fault().found(),
                    rejection.fault().detail());
        }
    }

    /** @param lines that the file has */
    record ProgressJson(UUID id, long line, long lines, long accepted, long unchanged, long rejected) {
        static ProgressJson of(Import now, long lines) {
            Import.Counts counts = now.counts();
            return new ProgressJson(
                    now.id(), now.line(), lines, counts.accepted(), counts.unchanged(), counts.rejected());
        }
    }

    /** Where it was cut off, and why. */
    record InterruptionJson(UUID id, String code, String detail) {}

    static ImportJson of(Import one) {
        return of(one, Optional.empty(), Optional.empty());
    }

    /**
     * @param repeated whether the file was imported before
     * @param rejections the first of them
     */
    static ImportJson result(Import one, boolean repeated, List<RejectionJson> rejections) {
        return of(one, Optional.of(repeated), Optional.of(rejections));
    }

    private static ImportJson of(Import one, Optional<Boolean> repeated, Optional<List<RejectionJson>> rejections) {
        return new ImportJson(
                one.id(),
                one.source().kind().wire(),
                one.source().options(),
                one.source().sha256(),
                one.state().wire(),
                one.line(),
                one.counts().accepted(),
                one.counts().unchanged(),
                one.counts().rejected(),
                one.startedAt(),
                one.changedAt(),
                repeated,
                rejections);
    }
}
