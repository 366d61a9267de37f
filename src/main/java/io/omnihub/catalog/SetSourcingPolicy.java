package io.omnihub.catalog;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.NewEvent;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Versions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Gives a channel new rules for sourcing; those that it has already change nothing, so that it is harmless to repeat and
 * without a key. The first rules of a channel are new even where they equal the default, which may change one day.
 *
 * @param policy its version is ignored
 * @param expected the policy's versions that the caller believes to replace
 */
record SetSourcingPolicy(
        UUID id, ChannelCode code, SourcingPolicy policy, String comment, Actor author, Optional<Versions> expected)
        implements Command<SetSourcingPolicyResult> {
    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        return new Reads().lock(Channel.TABLE, Set.of(code));
    }

    @Override
    public Decision<SetSourcingPolicyResult> decide(View view, Instant now) {
        Optional<Channel> channel = view.find(Channel.TABLE, code);
        if (channel.isEmpty()) {
            return new Decision.Refuse<>(new SetSourcingPolicyResult.UnknownChannel());
        }
        SourcingPolicy current = channel.get().policy();
        if (current.version() > 0 && current.asks(policy)) {
            return new Decision.Refuse<>(new SetSourcingPolicyResult.Done());
        }
        if (expected.isPresent() && !expected.get().contain(current.version())) {
            return new Decision.Refuse<>(new SetSourcingPolicyResult.VersionMismatch(current.version()));
        }
        SourcingPolicy next = policy.withVersion(current.version() + 1);
        var event = new NewEvent(
                "io.omnihub.sourcing-policy.changed.v1",
                code.value(),
                Map.of("channel", code.value(), "version", next.version(), "author", author.id()));
        var changes = new Changes()
                .put(Channel.TABLE, code, channel.get().withPolicy(next))
                .append(SourcingPolicyVersion.LOG, new SourcingPolicyVersion(code, next, author.id(), comment, now))
                .announce(event);
        author.note(
                changes,
                "sourcing-policy:" + code,
                Optional.of(Map.of("version", current.version())),
                Map.of("version", next.version()));
        return new Decision.Accept<>(new SetSourcingPolicyResult.Done(), id, changes);
    }
}
