package io.omnihub.sourcing;

import io.omnihub.kernel.LocationCode;
import io.omnihub.sourcing.Explanation.Terms;
import io.omnihub.sourcing.Explanation.Weighed;
import io.omnihub.sourcing.SourcingPlan.Part;
import io.omnihub.sourcing.SourcingPlan.TransferLeg;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How one store could hand over a demand: from its own stock, and what is missing by transfers to it. */
final class Handover {
    final Option store;
    final Supply supply;
    /** Who sends what is missing; empty where nothing is missing. */
    final Optional<Choice> transfers;

    private final Question question;
    /** Units of each SKU from its own stock. */
    private final long[] own;
    /** By criterion, without the transfers. */
    private final double[] score;

    Handover(Question question, Option store, Supply supply, long[] own, Optional<Choice> transfers, double[] score) {
        this.question = question;
        this.store = store;
        this.supply = supply;
        this.own = own;
        this.transfers = transfers;
        this.score = score;
    }

    boolean serves() {
        return transfers.isEmpty() || transfers.get().serves();
    }

    /** Whether this store cannot be better than that one found, or is as good as it can be. */
    boolean isExact(Handover best) {
        return transfers.isEmpty() || transfers.get().isExact() || (best.serves() && lowerBound() >= best.total()[0]);
    }

    double lowerBound() {
        return score[0] + (transfers.isEmpty() ? 0 : transfers.get().lowerBound());
    }

    /** By criterion, with the best transfers. */
    double[] total() {
        double[] total = score.clone();
        transfers.ifPresent(choice -> {
            for (int c = 0; c < total.length; c++) {
                total[c] += choice.best().score[c];
            }
        });
        return total;
    }

    int locations() {
        return 1 + transfers.map(choice -> choice.best().members.length).orElse(0);
    }

    /** When everything is there and made ready. */
    Instant readyAt() {
        Instant ready = sum(own) > 0 ? store.promisedAt : Instant.MIN;
        if (transfers.isPresent()) {
            for (int member : transfers.get().best().members) {
                Instant promised = transfers.get().option(member).promisedAt;
                ready = promised.isAfter(ready) ? promised : ready;
            }
        }
        return ready;
    }

    Part part(Wanted.Division division) {
        List<Demand.Line> lines = division.take(own.clone());
        List<TransferLeg> legs = new ArrayList<>();
        if (transfers.isPresent()) {
            long[][] given = transfers.get().allot();
            for (int i = 0; i < given.length; i++) {
                Option from = transfers.get().option(transfers.get().best().members[i]);
                legs.add(new TransferLeg(from.site.code(), division.take(given[i])));
            }
        }
        return new Part(store.site.code(), DeliveryMethod.PICKUP, lines, legs, readyAt());
    }

    /** What was weighed for this store. */
    List<Weighed> weighed() {
        Terms terms = terms();
        if (transfers.isEmpty()) {
            return List.of(weighed(List.of(), terms, score));
        }
        List<Weighed> weighed = new ArrayList<>();
        for (int i = 0; i < transfers.get().search.found; i++) {
            Weighed sent = transfers.get().weighed(i, true);
            double[] total = score.clone();
            for (int c = 0; c < total.length; c++) {
                total[c] += transfers.get().search.best[i].score[c];
            }
            weighed.add(weighed(sent.locations(), terms.plus(sent.terms()), total));
        }
        return weighed;
    }

    private Weighed weighed(List<LocationCode> senders, Terms terms, double[] total) {
        List<LocationCode> locations = new ArrayList<>(senders.size() + 1);
        locations.add(store.site.code());
        locations.addAll(senders);
        return new Weighed(locations, question.scores(total), terms, false);
    }

    private Terms terms() {
        double shadow = 0;
        for (int s = 0; s < own.length; s++) {
            shadow += own[s] * supply.shadow[s];
        }
        double units = sum(own) + transfers.map(choice -> choice.wanted.total()).orElse(0.0);
        return question.yardstick.handingOverTerms(store, units, sum(own), shadow);
    }

    private static double sum(long[] units) {
        double sum = 0;
        for (long some : units) {
            sum += some;
        }
        return sum;
    }
}
