package io.omnihub.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The chance of one seed: all that is random in a simulation comes from here. */
final class Draw {
    final Random random;

    Draw(long seed) {
        this.random = new Random(seed);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Both ends included. */
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    @SafeVarargs
    final <T> T oneOf(T... all) {
        return all[random.nextInt(all.length)];
    }

    /** Empty where there is none. */
    <T> Optional<T> any(Collection<T> all) {
        return all.isEmpty()
                ? Optional.empty()
                : all.stream().skip(random.nextInt(all.size())).findFirst();
    }

    /** So many of them at most, each once, in any order. */
    <T> List<T> some(List<T> all, int atMost) {
        List<T> left = new ArrayList<>(all);
        List<T> some = new ArrayList<>();
        for (int i = 0; i < atMost && !left.isEmpty(); i++) {
            some.add(left.remove(random.nextInt(left.size())));
        }
        return some;
    }

    /** Mostly moments, sometimes hours, and at times days. */
    Duration pause() {
        double kind = random.nextDouble();
        long most = kind < 0.70 ? 2_000 : kind < 0.95 ? 180_000 : kind < 0.995 ? 7_200_000 : 259_200_000;
        return Duration.ofMillis(random.nextLong(most));
    }
}
