import Answers
public import Lessons

/// A lesson as one HTML file with everything inside it: style, pictures and words. It needs no network, holds no script, and
/// says so itself.
public struct LessonPage: Sendable {
    private let lesson: Lesson
    private let performance: Performance?
    private let work: FinishedWork?
    private let links: LinkRule
    private let titles: [String: String]
    private let purpose: Purpose

    /// What a page is made for.
    public enum Purpose: Sendable {
        /// Hints, answers and solutions are folded in their places.
        case screen
        /// They stand at the end, since paper cannot be unfolded.
        case paper
        /// As for a screen; and the page asks this program whether it has changed.
        case serving
    }

    /// - Parameters:
    ///   - performance: what came of running it; nil for the outputs that its author wrote down.
    ///   - work: what a learner did with it.
    ///   - pages: the names of pages that are exported along with it, by the names of their lessons' files.
    ///   - titles: of the lessons that should come before it, by their ids; one that is not there goes by its id.
    public init(
        _ lesson: Lesson, performance: Performance? = nil, work: FinishedWork? = nil, pages: [String: String] = [:],
        titles: [String: String] = [:], for purpose: Purpose = .screen
    ) {
        self.lesson = lesson
        self.performance = performance
        self.work = work
        self.titles = titles
        self.purpose = purpose
        links = LinkRule(pages: pages)
    }

    /// The file.
    public var html: String {
        var writer = PageWriter(lesson, performance, work, links: links, foldsAtEnd: purpose == .paper)
        let items = writer.items()
        var main = items
        if !writer.atEnd.isEmpty {
            main += .block(
                "section", ["class": "at-end", "aria-labelledby": "answers"],
                .block("h2", ["id": "answers"], .text("Hints, answers and solutions")) + writer.atEnd)
        }
        let contents = LessonPage.contents(writer.anchors.contents)
        return LessonPage.document(
            title: lesson.header.title, description: lesson.header.description, language: lesson.header.language,
            isServed: purpose == .serving,
            .block("a", ["class": "skip", "href": "#content"], .text("Skip to the text"))
                + .block("header", [:], .own("\n") + head)
                + .block(
                    "div", ["class": "columns"],
                    .own("\n") + contents + .block("main", ["id": "content"], .own("\n") + main)))
    }

    private var head: Markup {
        let header = lesson.header
        var out = Markup.block("h1", [:], .text(header.title))
        if !header.description.isEmpty { out += .block("p", ["class": "lead"], .text(header.description)) }
        var facts: [String] = []
        if let minutes = header.minutes { facts.append("\(minutes) minutes") }
        if lesson.points > 0 { facts.append("\(lesson.points.short(6)) points") }
        if !header.requires.isEmpty {
            facts.append("after " + Phrase.list(header.requires.map { titles[$0].map { "“\($0)”" } ?? $0 }))
        }
        if !facts.isEmpty { out += .block("p", ["class": "facts"], .text(facts.joined(separator: " · "))) }
        if let work {
            let whose = work.name.map { "The work of \($0): " } ?? "Finished work: "
            out += .block("p", ["class": "result"], .text(whose + work.grades.summary + "."))
        }
        return out
    }

    private static func contents(_ entries: [Anchors.Entry]) -> Markup {
        let shown = entries.filter { $0.level <= 3 }
        guard shown.count > 1 else { return .nothing }
        let items = shown.map { entry in
            Markup.block(
                "li", ["class": entry.level == 3 ? "below" : nil],
                .element("a", ["href": LinkRule.encoded("#" + entry.anchor)], .text(entry.title)))
        }.joined()
        return .block(
            "nav", ["class": "contents", "aria-labelledby": "contents"],
            .own("\n") + .block("h2", ["id": "contents"], .text("Contents")) + .block("ul", [:], .own("\n") + items))
    }

    /// A whole page around what it shows.
    static func document(
        title: String, description: String, language: String, isServed: Bool, _ body: Markup
    ) -> String {
        let isTag = !language.isEmpty && language.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        let head =
            Markup.block("meta", ["charset": "utf-8"], nil)
            + .block("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"], nil)
            + .block(
                "meta", ["http-equiv": "Content-Security-Policy", "content": isServed ? served : alone], nil)
            + .block("meta", ["name": "color-scheme", "content": "light dark"], nil)
            + (description.isEmpty
                ? .nothing : .block("meta", ["name": "description", "content": description], nil))
            + .block("title", [:], .text(title))
            + .block("style", [:], PageStyle.sheet)
            + (isServed ? .block("script", ["src": "/reload.js", "defer": ""], .nothing) : .nothing)
        return Markup.block(
            "html", ["lang": isTag ? language : "en"],
            .own("\n") + .block("head", [:], .own("\n") + head) + .block("body", [:], .own("\n") + body)
        ).html.withDoctype
    }

    /// What a browser may load for a page: its own style and its own pictures, and nothing else.
    private static let alone =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
    /// The same, and the one script of ours that asks whether the page has changed.
    private static let served =
        alone + "; script-src 'self'; connect-src 'self'"
}

extension String {
    fileprivate var withDoctype: String { "<!DOCTYPE html>\n" + self }
}

extension LessonPage {
    /// The page in the place of a lesson that cannot be read: what is wrong with it. It is replaced as soon as that is mended.
    public static func faults(_ words: String, in file: String) -> String {
        document(
            title: file, description: "", language: "en", isServed: true,
            .block(
                "main", ["id": "content"],
                .own("\n") + .block("h1", [:], .text(file))
                    + .block("p", [:], .text("The lesson cannot be read. This page changes when it is saved anew."))
                    + .block("pre", ["class": "problem faults"], .element("samp", [:], .text(words)))))
    }
}
