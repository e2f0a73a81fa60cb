package io.corral.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.server.status.ServerMode;
import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;

@DisplayName("The console in a real browser")
class ConsoleTest {

    private static ChromeDriver browser;

    private final FakeEnsemble ensemble = new FakeEnsemble();
    private AdminServer server;

    @BeforeAll
    static void openBrowser() throws Exception {
        browser = Browser.open();
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.quit();
        }
    }

    @BeforeEach
    void start() throws AdminStartException {
        server = AdminServer.start(
                FakeEnsemble.settings(),
                new AdminSources(ensemble, ensemble, new CollectorRegistry(), Map.of(), Map.of()));
        browser.manage().window().setSize(new Dimension(1440, 1000));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shows_each_server_with_its_role_its_indexes_and_its_lag() {
        visit();

        assertThat(text("#health")).isEqualTo("healthy");
        assertThat(text("#leader")).isEqualTo("Server 1");
        assertThat(text("#term")).isEqualTo("7");
        assertThat(text("#commit")).isEqualTo("48,212");
        assertThat(cards()).hasSize(3);
        assertThat(cards().get(0).getText()).contains("Server 1", "leader", "this server", "none (0, 0 ms)");
        assertThat(cards().get(2).getText())
                .contains("Server 3", "follower", "zoo3.example", "1,212 entries, 9,000 ms", "47,000", "0x10000b798");
    }

    @Test
    void goes_on_by_itself() {
        visit();
        ensemble.loseThird();

        awaitText("#health", "degraded");
        assertThat(text("#summary")).contains("One more failure would stop writes");
        assertThat(cards().get(2).getText()).contains("unreachable", "Not heard for 12 s. It was a follower");
        assertThat(browser.getTitle()).isEqualTo("degraded – Corral");

        ensemble.become(ServerMode.LOOKING);
        awaitText("#health", "unavailable");
        assertThat(text("#leader")).isEqualTo("none");
        assertThat(cards().get(0).getText()).contains("Not serving: no leader is known.");
    }

    @Test
    void lists_what_happened_to_this_server() {
        visit();

        awaitText("#events li:first-child .what", "Leads term 7.");
        assertThat(text("#events li:last-child .what")).isEqualTo("Connected to server <2>.");
    }

    @Test
    void draws_the_throughput() {
        visit();

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            ensemble.receive(500);
            WebElement spark = cards().get(0).findElement(By.cssSelector(".spark"));
            assertThat(spark.findElement(By.cssSelector(".line")).getDomAttribute("d"))
                    .startsWith("M");
            assertThat(spark.getDomAttribute("aria-label")).startsWith("Requests per second, now ");
        });
        assertThat(text("#rate")).matches("[1-9][0-9,]* / s");
    }

    @Test
    void says_clearly_when_the_server_no_longer_answers() {
        visit();
        server.close();

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(text("#alarm")).startsWith("This server has not answered since"));
        assertThat(text("#health")).isEqualTo("unreachable");
        assertThat(text("#fresh")).contains("ago");
        assertThat(cards()).as("the last figures stay").hasSize(3);
    }

    @Test
    void can_be_paused_from_the_keyboard() {
        visit();
        WebElement pause = browser.findElement(By.id("pause"));
        browser.findElement(By.tagName("body")).sendKeys(Keys.TAB);
        assertThat(browser.switchTo().activeElement()).isEqualTo(pause);

        pause.sendKeys(Keys.SPACE);
        assertThat(pause.getDomAttribute("aria-pressed")).isEqualTo("true");
        assertThat(text("#fresh")).startsWith("paused at");

        ensemble.loseThird();
        pause.sendKeys(Keys.ENTER);
        awaitText("#health", "degraded");
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 768, 1440})
    void fits_the_width_of_the_screen(int width) {
        Browser.emulateWidth(browser, width);
        visit();

        Long overflow = (Long) browser.executeScript(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(overflow).isZero();
        assertThat(browser.executeScript("return window.innerWidth")).isEqualTo((long) width);
        Browser.emulateNothing(browser);
    }

    @Test
    void shows_a_standalone_server_as_one() {
        ensemble.become(ServerMode.STANDALONE);
        visit();

        assertThat(text("#leader")).isEqualTo("standalone");
        assertThat(text("#summary")).isEqualTo("One standalone server, serving.");
        assertThat(cards())
                .singleElement()
                .extracting(WebElement::getText)
                .asString()
                .contains("standalone");
    }

    @Test
    void has_no_errors_and_loads_nothing_from_elsewhere() {
        List<LogEntry> earlier = browser.manage().logs().get("browser").getAll();
        visit();

        Object foreign = browser.executeScript("return performance.getEntriesByType('resource').map(e => e.name)"
                + ".filter(name => !name.startsWith(location.origin))");
        assertThat((List<?>) foreign).isEmpty();
        assertThat(browser.manage().logs().get("browser").getAll())
                .as("after %d entries of other tests", earlier.size())
                .filteredOn(entry -> entry.getMessage().contains(":" + server.port() + "/"))
                .isEmpty();
    }

    private void visit() {
        browser.get("http://127.0.0.1:" + server.port() + "/");
        await().atMost(Duration.ofSeconds(20)).until(() -> !cards().isEmpty());
    }

    private List<WebElement> cards() {
        return browser.findElements(By.cssSelector(".card"));
    }

    private String text(String selector) {
        return browser.findElement(By.cssSelector(selector)).getText();
    }

    private void awaitText(String selector, String expected) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(text(selector)).isEqualTo(expected));
    }
}
