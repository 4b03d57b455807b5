import Answers
import Conversation
import Figures
import Files
import Foundation
import Language
import Lessons
import Testing

@testable import Export

@Suite("A lesson as a page")
struct PageTests {
    private func page(_ body: String, performed: Bool = false) throws -> String {
        let lesson = try ExportSamples.lesson(body)
        let performance = performed ? Performance(lesson, session: ExportSamples.session()) : nil
        return LessonPage(lesson, performance: performance).html
    }

    /// What stands below the head, where the style is.
    private func main(_ page: String) throws -> String {
        let start = try #require(page.range(of: "<main id=\"content\">"))
        return String(page[start.upperBound...])
    }

    /// The tags of a page in their order, each with its attributes.
    private func tags(_ page: String) -> [String] {
        page.matches(of: /<[a-z\/][^>]*>/).map { String($0.0) }
    }

    @Test("A page names the lessons that come before it by their titles; one that is not to be found goes by its id")
    func prerequisites() throws {
        let course = Course(ExportSamples.root.appending(path: "Lessons").path)
        var lesson = try course.lesson(named: "adaptive-rates")
        let momentum = try course.lesson(named: "momentum").header.title
        lesson.header.requires.append("nowhere")
        let page = LessonPage(lesson, titles: course.titles(requiredBy: lesson)).html
        #expect(page.contains("after “\(momentum)” and nowhere"))
    }

    @Test(
        "Each shipped lesson becomes a page that is whole: its headings, cells and questions, and nothing from elsewhere",
        arguments: ExportSamples.shipped)
    func shipped(name: String) throws {
        let lesson = try LessonReader.read(ExportSamples.text(name), file: "Lessons/\(name).md")
        let page = LessonPage(lesson).html
        #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
        #expect(page.contains("<title>\(lesson.header.title)</title>"))
        for cell in lesson.cells { #expect(page.contains("id=\"\(cell.id)\"")) }
        #expect(
            page.components(separatedBy: "class=\"task\"").count - 1 == lesson.questions.count
                + lesson.exercises.count)
        #expect(
            !page.contains("<script") && !page.contains("<link") && !page.contains("@import")
                && !page.contains("url("))
        let ids = tags(page).compactMap { $0.firstMatch(of: /\sid="([^"]*)"/)?.1 }
        #expect(Set(ids).count == ids.count, "an id stands twice")
    }

    @Test(
        "The elements of a page close in the order in which they opened",
        arguments: ExportSamples.shipped)
    func balanced(name: String) throws {
        let page = LessonPage(try LessonReader.read(ExportSamples.text(name), file: "\(name).md")).html
        var open: [Substring] = []
        for tag in tags(page) {
            let word = tag.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "/" }
            if ["meta", "br", "hr", "img"].contains(word) { continue }
            if word.hasPrefix("/") {
                let last = open.popLast()
                #expect(last == word.dropFirst())
            } else {
                open.append(word)
            }
        }
        #expect(open.isEmpty)
    }

    @Test(
        "Nothing that a lesson says becomes an element, an attribute or a script",
        arguments: [
            "<script>document.title = 'marked'</script>\n\nWords.",
            "Words <img src=x onerror=\"document.title='marked'\"> more words.",
            "Words <b onclick=\"document.title='marked'\">bold</b>.",
            "[a](javascript:document.title='marked')", "[a](JaVaScRiPt:document.title='marked')",
            "[a](data:text/html,<script>document.title='marked'</script>)",
            "[a](vbscript:x) [b](file:///etc/passwd)",
            "[a](https://example.org/\"onmouseover=\"document.title='marked')",
            "![a\" onerror=\"document.title='marked'](x.png)", "![a](https://example.org/marked.png)",
            "![a](../../../../etc/passwd)", "<svg onload=\"document.title='marked'\"></svg>",
            "<iframe src=\"https://example.org\"></iframe>", "<style>body { display: none }</style>",
            "## A heading <script>document.title='marked'</script> \"onclick=\"x",
            "`<script>document.title='marked'</script>`",
            "```html\n</code></pre><script>document.title='marked'</script>\n```",
            "| <script>document.title='marked'</script> | b |\n|---|---|\n| \" onclick=x | <b>c |",
            "<!-- --><script>document.title='marked'</script> -->",
            "&lt;script&gt;document.title='marked'&lt;/script&gt;",
            "```descent id=\"x\"\nprint('</samp></pre><script>document.title=1</script>')\n```\n\n```output match=\"none\"\n</samp></pre><script>document.title='marked'</script>\n```",
            "<base href=\"https://example.org/\">\n\n<meta http-equiv=\"refresh\" content=\"0; https://example.org\">\n\nWords.",
        ])
    func hostile(body: String) throws {
        let page = try page(body)
        let allowed: Set<Substring> = [
            "main", "h2", "h3", "p", "pre", "code", "samp", "span", "div", "a", "em", "strong", "table",
            "thead",
            "tbody",
            "tr", "th", "td", "ul", "li", "nav",
        ]
        for tag in tags(try main(page)) where !tag.hasPrefix("</") {
            let word = tag.dropFirst().prefix { $0.isLetter || $0.isNumber }
            #expect(allowed.contains(word), "\(tag)")
            // What stands in quotation marks is a value; outside of it only names of ours are left.
            let names = tag.replacing(/="[^"]*"/, with: "")
            #expect(
                names.wholeMatch(of: /<[a-z0-9]+( (class|id|href|rel|role|tabindex|scope|aria-label))*>/)
                    != nil,
                "\(tag)")
            if let target = tag.firstMatch(of: /href="([^"]*)"/)?.1 {
                #expect(target.hasPrefix("https://example.org/") || target.hasPrefix("#"), "\(tag)")
            }
        }
        #expect(
            page.contains(
                "content=\"default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:;"))
    }

    @Test("A title, a description and a language are text as well")
    func header() throws {
        let text = """
            ---
            title: "</title><script>document.title='marked'</script>"
            description: "\\"><script>x</script>"
            lang: "en\\" onload=\\"x"
            lesson:
              id: sample
            ---

            Words.

            """
        let page = LessonPage(try LessonReader.read(text, file: "sample.md")).html
        #expect(!page.contains("<script"))
        #expect(page.contains("<html lang=\"en\">"))
    }

    @Test("Control characters and changes of direction are shown, not obeyed")
    func control() throws {
        let page = try main(page("Words \u{1B}[31mred\u{202E}backwards `\u{7}`."))
        #expect(page.contains("\\u001b[31mred\\u202ebackwards"))
        #expect(!page.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E })
    }

    @Test(
        "Links lead to the web, to a place on the page, or to a lesson that is exported along with it")
    func links() {
        let rule = LinkRule(pages: ["02-b.md": "02-b.html"])
        #expect(rule.address("https://example.org/?a=1") == "https://example.org/?a=1")
        #expect(rule.address("mailto:a@example.org") == "mailto:a@example.org")
        #expect(rule.address("#part") == "#part")
        #expect(rule.address("#größe") == "#gr%C3%B6%C3%9Fe")
        #expect(rule.address("https://example.org/\"<x>{1}") == "https://example.org/%22%3Cx%3E%7B1%7D")
        #expect(rule.address("02-b.md") == "02-b.html")
        #expect(rule.address("02-b.md#part") == "02-b.html#part")
        for none in [
            "", "03-c.md", "/etc/passwd", "//example.org", "ftp://example.org", "java\nscript:x",
            " javascript:x",
            "a b",
        ] {
            #expect(rule.address(none) == nil, "\(none)")
        }
    }

    @Test(
        "Headings go down one level at a time, have the names that Git hosts give them, and stand in the contents"
    )
    func headings() throws {
        let page = try page("# Sample\n\n#### Deep\n\n## Same, name!\n\n### Below\n\n## Same, name!\n")
        let levels = tags(page).compactMap { $0.firstMatch(of: /^<h([1-6])/)?.1 }
        #expect(levels == ["1", "2", "2", "2", "3", "2"])
        for anchor in ["deep", "same-name", "below", "same-name-1"] {
            #expect(
                page.contains("id=\"\(anchor)\"") && page.contains("href=\"#\(anchor)\""), "\(anchor)")
        }
    }

    @Test("A picture is drawn into the page, and said in words for those who cannot see it")
    func pictures() throws {
        let page = try page(
            "```descent id=\"p\"\nplot(rosenbrock)\n```\n\n```output match=\"none\"\nA bent valley.\n```\n",
            performed: true)
        #expect(page.contains("<figcaption>A bent valley.</figcaption>"))
        let image = try #require(tags(page).first { $0.hasPrefix("<img") })
        #expect(image.contains("src=\"data:image/svg+xml;base64,PD94bWw"))
        #expect(image.contains("lowest at (1, 1)"))
    }

    @Test(
        "A picture that a saved session shows below its cell stands once where it is drawn anew, and so does any other"
    )
    func savedPictures() throws {
        let cell = "```descent id=\"p\"\nplot(rosenbrock)\n```\n\n"
        let performance = Performance(try ExportSamples.lesson(cell), session: ExportSamples.session())
        let words = try #require(performance.came["p"]?.pictures.first).sentence
        let lesson = try ExportSamples.lesson(
            cell + "![\(words)](saved.png)\n\n![Another](other.png)\n\nWords.\n")
        let drawn = LessonPage(lesson, performance: performance).html
        #expect(!drawn.contains("[picture: \(words)") && drawn.contains("[picture: Another]"))
        #expect(LessonPage(lesson).html.contains("[picture: \(words)"))
    }

    @Test("Without gnuplot a picture is set in characters, with the same words, and this is said")
    func withoutGnuplot() throws {
        let lesson = try ExportSamples.lesson("```descent id=\"p\"\nplot(rosenbrock)\n```\n")
        let performance = Performance(
            lesson, session: ExportSamples.session(), gnuplot: .init(program: "no-such-program"))
        #expect(performance.missingPictures?.contains("gnuplot is not installed") == true)
        let page = LessonPage(lesson, performance: performance).html
        let image = try #require(tags(page).first { $0.contains("role=\"img\"") })
        #expect(image.contains("lowest at (1, 1)"))
    }

    @Test("A cell that fails says so on the page and among the problems")
    func failure() throws {
        let lesson = try ExportSamples.lesson("```descent id=\"p\"\nnonsense + 1\n```\n")
        let performance = Performance(lesson, session: ExportSamples.session())
        #expect(performance.problems.count == 1)
        #expect(LessonPage(lesson, performance: performance).html.contains("class=\"problem\""))
    }

    @Test("Picture files are taken in from the lesson's folder, and from nowhere else")
    func pictureFiles() throws {
        try ExportSamples.inFolder { folder in
            let files = FileManager.default
            try files.createDirectory(
                atPath: folder + "/lessons/pictures", withIntermediateDirectories: true)
            let png = Data([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])
            for place in ["lessons/pictures/in.png", "out.png"] {
                #expect(files.createFile(atPath: folder + "/" + place, contents: png))
            }
            #expect(files.createFile(atPath: folder + "/lessons/text.png", contents: Data("words".utf8)))
            try files.createSymbolicLink(
                atPath: folder + "/lessons/way-out.png", withDestinationPath: folder + "/out.png")
            try files.createSymbolicLink(
                atPath: folder + "/lessons/loop.png", withDestinationPath: folder + "/lessons/loop.png")
            let pictures = LessonPictures(folder: folder + "/lessons")
            #expect(pictures.image("pictures/in.png")?.mediaType == "image/png")
            for none in [
                "../out.png", "%2e%2e/out.png", "way-out.png", "loop.png", "text.png", "pictures",
                folder + "/out.png",
            ] {
                #expect(pictures.image(none) == nil, "\(none)")
            }
        }
    }

    @Test("On paper hints, answers and solutions stand at the end; hidden checks stand nowhere")
    func paper() throws {
        let lesson = try LessonReader.read(ExportSamples.full, file: "sample.md")
        let paper = LessonPage(lesson, for: .paper).html
        #expect(!paper.contains("<details"))
        let parts = paper.components(separatedBy: "Hints, answers and solutions")
        #expect(parts.count == 2)
        #expect(!parts[0].contains("Four lies between") && parts[1].contains("Four lies between"))
        let screen = LessonPage(lesson).html
        #expect(
            screen.contains("<details>\n<summary>Solution</summary>")
                || screen.contains("<details><summary>Solution</summary>"))
        for page in [paper, screen] {
            #expect(!page.contains("b is too large") && !page.contains("Only the presenter"))
            #expect(page.contains("id=\"break\">Stop: the class waits here for everybody.</p>"))
        }
    }

    @Test("Code is set with each of its characters once and in order, whatever it is")
    func code() {
        for code in [
            "f(x) = x^2 # \"no text\"", "'''a\nb''' + \"c\\\"d\" + 'open\nnext", "____ + 1.5e-3 _a",
            "\"\\", "é # é\n#",
        ] {
            let html = CodeMarkup.set(code).html
            var text = html.replacing(/<[^>]*>/, with: "")
            for (entity, sign) in [
                ("&quot;", "\""), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"),
            ] {
                text = text.replacingOccurrences(of: entity, with: sign)
            }
            #expect(text == code)
        }
        #expect(
            CodeMarkup.set("for x in [1]: # all").html.contains("<span class=\"keyword\">for</span>"))
    }

    @Test("Base64 is that of RFC 4648")
    func base64() {
        let samples = [
            "": "", "f": "Zg==", "fo": "Zm8=", "foo": "Zm9v", "foob": "Zm9vYg==", "fooba": "Zm9vYmE=",
            "foobar": "Zm9vYmFy",
        ]
        for (text, coded) in samples { #expect(Base64.text(Array(text.utf8)) == coded) }
    }
}
