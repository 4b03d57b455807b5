import Answers
import Foundation
import Lessons
import Testing

@testable import Export

/// A browser without a window, where the machine has one.
private enum Browser {
    static let path: String? = {
        let printer = try? PagePrinter(path: ProcessInfo.processInfo.environment["PATH"] ?? "")
        return printer?.program.kind == .chromium ? printer?.program.path : nil
    }()

    /// Shows a page in a frame of each width, and asks it from outside: a page itself holds no script.
    static func answers(_ page: String, widths: [Int], question: String) throws -> [String] {
        let source = Markup.text(page).html
        let frames = widths.map {
            "<iframe width=\"\($0)\" height=\"900\" onload=\"ask(this)\" data-answer=\"none\" srcdoc=\"\(source)\"></iframe>"
        }
        let asking = """
            <!DOCTYPE html><html><head><meta charset="utf-8"><script>
            function ask(frame) {
              const page = frame.contentDocument, root = page.documentElement;
              frame.dataset.answer = "{" + (\(question)) + "}";
            }
            </script></head><body>\(frames.joined())</body></html>
            """
        return try ExportSamples.inFolder { folder in
            try asking.write(toFile: folder + "/asking.html", atomically: true, encoding: .utf8)
            let process = Process()
            process.executableURL = URL(fileURLWithPath: path ?? "")
            process.arguments = [
                "--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking", "--no-first-run",
                "--user-data-dir=" + folder + "/profile", "--virtual-time-budget=3000", "--dump-dom",
                "file://" + folder + "/asking.html",
            ]
            let out = folder + "/out.html"
            try Data().write(to: URL(fileURLWithPath: out))
            process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: out))
            process.standardError = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            let shown = try String(contentsOfFile: out, encoding: .utf8)
            return shown.matches(of: /data-answer="\{([^"]*)\}"/).map { String($0.1) }
        }
    }
}

@Suite("A page in a browser", .enabled(if: Browser.path != nil), .serialized)
struct BrowserTests {
    /// The boxes that stand out of the window, but for those inside of a box that scrolls by itself.
    private static let wider = """
        (() => {
          const found = [], room = root.clientWidth;
          if (root.scrollWidth > room) found.push("page " + root.scrollWidth);
          for (const one of page.querySelectorAll("main *, header *, nav *")) {
            let scrolls = false;
            for (let up = one.parentElement; up; up = up.parentElement)
              if (["auto", "scroll"].includes(frame.contentWindow.getComputedStyle(up).overflowX)) scrolls = true;
            if (!scrolls && one.getBoundingClientRect().right > room + 0.5) found.push(one.tagName);
          }
          return found.join(" ");
        })()
        """

    @Test("Nothing is wider than the window, from 320 to 1280 pixels", arguments: ExportSamples.shipped)
    func width(name: String) throws {
        let page = LessonPage(try LessonReader.read(ExportSamples.text(name), file: "\(name).md")).html
        #expect(try Browser.answers(page, widths: [320, 400, 800, 1280], question: Self.wider) == ["", "", "", ""])
    }

    @Test("Words, code and tables without an end are wrapped, or scroll by themselves")
    func endless() throws {
        let long = String(repeating: "word", count: 300)
        let body = """
            # \(long)

            \(long) `\(long)` [\(long)](https://example.org/\(long))

            | a | b |
            |---|---|
            | \(long) | `\(long)` |

            > 1. \(long)
            >    - \(long)

            ```descent id="\(long.prefix(60))"
            x = "\(long)"
            ```

            ```output match="none"
            \(long)
            ```

            """
        let page = LessonPage(try ExportSamples.lesson(body)).html
        #expect(try Browser.answers(page, widths: [320, 1280], question: Self.wider) == ["", ""])
    }

    @Test("No probe of a hostile lesson sets its mark")
    func probes() throws {
        let mark = "document.documentElement.dataset.mark = 'ran'"
        let body = """
            # Probes <img src=x onerror="\(mark)">

            <script>\(mark)</script>

            Words <script>\(mark)</script> and <img src="x" onerror="\(mark)">.

            [one](javascript:\(mark.filter { $0 != " " })) [two](https://example.org/"onmouseover="\(mark.filter { $0 != " " }))

            ![x" onerror="\(mark)](x.png)

            <svg onload="\(mark)"></svg>

            <details open ontoggle="\(mark)"><summary>More</summary>

            Text.

            </details>

            ```descent id="p"
            1
            ```

            ```output match="none"
            </samp></pre><script>\(mark)</script><img src=x onerror="\(mark)">
            ```

            """
        let page = LessonPage(try ExportSamples.lesson(body)).html
        #expect(try Browser.answers(page, widths: [800], question: "root.dataset.mark") == ["undefined"])
        // The probes would run where they were let through.
        let open = "<!DOCTYPE html><html><body><p>Words</p><script>\(mark)</script></body></html>"
        #expect(try Browser.answers(open, widths: [800], question: "root.dataset.mark") == ["ran"])
    }

    @Test("A page becomes a PDF")
    func pdf() throws {
        let printer = try PagePrinter(path: ProcessInfo.processInfo.environment["PATH"] ?? "")
        let page = LessonPage(try LessonReader.read(ExportSamples.full, file: "sample.md"), for: .paper)
        let pdf = try printer.pdf(of: page.html)
        #expect(pdf.starts(with: "%PDF-".utf8) && pdf.count > 5_000)
    }
}
