package io.omnihub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.openqa.selenium.support.ui.ExpectedConditions.elementToBeClickable;
import static org.openqa.selenium.support.ui.ExpectedConditions.textMatches;
import static org.openqa.selenium.support.ui.ExpectedConditions.visibilityOfElementLocated;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The contract's page in a real browser: with a key pasted into it, its examples can be tried out on the hub. */
class DocsPageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final By KEY = By.id("auth-bearer-value");
    private static final String EXAMPLES_SKU = "85123A";

    /** Known before the browser starts, so that what that has to say goes where the hub's log goes. */
    private static final String PAGE = Hub.address() + "/docs";

    private static Optional<WebDriver> browser = Optional.empty();

    @BeforeAll
    static void open() {
        browser = Browser.start();
        assumeTrue(browser.isPresent(), "There is no Chromium here.");
    }

    @AfterAll
    static void close() {
        browser.ifPresent(WebDriver::quit);
    }

    @Test
    void withAKeyPasted_anExampleTriedOut_isCarriedOut_andItsAnswerIsShown() {
        page().get(PAGE);
        tryOut("putItem", "401");

        click(By.cssSelector(".auth-wrapper > .authorize"));
        patience().until(visibilityOfElementLocated(KEY)).sendKeys(Hub.ADMINISTRATOR_KEY);
        click(By.cssSelector(".auth-btn-wrapper .authorize"));
        click(By.cssSelector(".auth-btn-wrapper .btn-done"));

        execute("putItem", "20[01]");
        assertThat(Api.administrator()
                        .get("/api/v1/items/" + EXAMPLES_SKU)
                        .is(200)
                        .text("/name"))
                .isEqualTo("White hanging heart t-light holder");
        tryOut("getItem", "200");
    }

    private static WebDriver page() {
        return browser.orElseThrow();
    }

    /** Opens an operation and sends its example as it stands. */
    private static void tryOut(String operation, String status) {
        click(in(operation, ".opblock-summary-control"));
        click(in(operation, ".try-out__btn"));
        execute(operation, status);
    }

    /** @param status that is shown in the end */
    private static void execute(String operation, String status) {
        click(in(operation, ".execute"));
        var shown = in(operation, ".live-responses-table tbody .response-col_status");
        patience().until(textMatches(shown, Pattern.compile("^" + status)));
    }

    private static By in(String operation, String selector) {
        return By.cssSelector("[id$=-%s] %s".formatted(operation, selector));
    }

    private static void click(By what) {
        patience().until(elementToBeClickable(what)).click();
    }

    private static WebDriverWait patience() {
        return new WebDriverWait(page(), PATIENCE);
    }
}
