package io.omnihub.engine;

/** Hears that events of this replica are committed, batch by batch, on the lane's thread: it must not keep it. */
@FunctionalInterface
public interface CommitListener {
    void committed();
}
