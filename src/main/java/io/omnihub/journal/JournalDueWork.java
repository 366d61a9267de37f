package io.omnihub.journal;

import io.omnihub.engine.DueHandler;
import io.omnihub.inventory.Deficit;
import io.omnihub.kernel.Ids;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** What becomes of what terminals tell, by itself. */
@Configuration(proxyBeanMethods = false)
class JournalDueWork {
    @Bean
    static DueHandler settleDeficit(Ids ids) {
        return DueHandler.of(
                Deficit.SETTLE, work -> Mono.just(new SettleDeficit(ids.next(), Deficit.cell(work.subject()))));
    }
}
