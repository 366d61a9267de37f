package io.omnihub.tidy.planted;

import java.util.concurrent.TimeUnit;

record Sleeps() {
    void thread() throws InterruptedException {
        Thread.sleep(1);
    }

    void unit() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(1);
    }
}
