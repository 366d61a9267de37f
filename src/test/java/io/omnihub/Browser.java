package io.omnihub;

import java.nio.file.Path;
import java.util.Optional;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** The Chromium of this machine, as Debian's packages {@code chromium} and {@code chromium-driver} bring it. */
final class Browser {
    private Browser() {}

    /** A new browser; empty where there is none, which in CI is a failure: no test is left out there. */
    static Optional<WebDriver> start() {
        return Programs.find("chromium", "chromedriver").map(found -> start(found.getFirst(), found.getLast()));
    }

    private static WebDriver start(Path chromium, Path driver) {
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.toFile())
                .usingAnyFreePort()
                .build();
        return new ChromeDriver(service, options(chromium));
    }

    /** It is alone with the hub: what it would tell or ask its maker is turned off. */
    private static ChromeOptions options(Path chromium) {
        return new ChromeOptions()
                .setBinary(chromium.toFile())
                .addArguments(
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--no-first-run");
    }
}
