package io.corral.admin;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** The browser that is installed on this machine; nothing is downloaded. */
final class Browser {

    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");
    private static final List<String> DRIVERS = List.of("chromedriver", "/usr/lib/chromium/chromedriver");

    private Browser() {}

    /** Opens the browser without a window. Without a browser the tests are skipped, except in continuous integration. */
    static ChromeDriver open() throws IOException {
        Optional<Path> program = installed(BROWSERS);
        Optional<Path> driver = installed(DRIVERS);
        if (program.isEmpty() || driver.isEmpty()) {
            String message = "No chromium and chromedriver are installed, so the console was not tried in a browser: "
                    + "apt-get install chromium chromium-driver";
            if (System.getenv("CI") != null) {
                fail(message);
            }
            abort(message);
        }
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program.orElseThrow().toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + Files.createTempDirectory("corral-console"));
        options.setCapability("goog:loggingPrefs", Map.of("browser", "ALL"));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File(driver.orElseThrow().toString()))
                .build();
        return new ChromeDriver(service, options);
    }

    /** Shows pages as a device of this width would. */
    static void emulateWidth(ChromeDriver browser, int width) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Shows pages as the browser itself would. */
    static void emulateNothing(ChromeDriver browser) {
        browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    /** Whether pages are shown in dark colours. */
    static void preferDark(ChromeDriver browser, boolean dark) {
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** The first of these that is there: on the path of programs, or where it says; bin/test looks in the same way. */
    private static Optional<Path> installed(List<String> programs) {
        List<Path> folders = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        return programs.stream()
                .flatMap(program -> folders.stream().map(folder -> folder.resolve(program)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
