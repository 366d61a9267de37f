package io.omnihub;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
        Optional<Path> chromium = program("chromium");
        Optional<Path> driver = program("chromedriver");
        if (chromium.isEmpty() || driver.isEmpty()) {
            if (System.getenv().containsKey("CI")) {
                throw new IllegalStateException("CI needs the packages chromium and chromium-driver.");
            }
            return Optional.empty();
        }
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.get().toFile())
                .usingAnyFreePort()
                .build();
        return Optional.of(new ChromeDriver(service, options(chromium.get())));
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

    private static Optional<Path> program(String name) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
