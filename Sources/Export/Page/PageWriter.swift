import Answers
import Files
import Lessons
import Markdown

/// Sets the items of a lesson one after the other.
struct PageWriter {
    let lesson: Lesson
    let performance: Performance?
    let work: FinishedWork?
    let links: LinkRule
    let pictures: LessonPictures
    /// Whether hints, answers and solutions stand at the end rather than folded in their places.
    let foldsAtEnd: Bool
    var anchors = Anchors()
    /// What was folded, where it stands at the end.
    private(set) var atEnd = Markup.nothing
    var pictureBytes = 0
    /// Questions and exercises that were set so far.
    var questions = 0
    var exercises = 0
    /// By the cell that they are about.
    var predictions: [String: Int] = [:]
    /// What the pictures of the cell before say, which a saved session shows below it a second time.
    private var shown: [String] = []

    /// Bytes of picture files that a page takes in.
    static let mostPictureBytes = 1 << 24

    init(
        _ lesson: Lesson, _ performance: Performance?, _ work: FinishedWork?, links: LinkRule,
        foldsAtEnd: Bool
    ) {
        self.lesson = lesson
        self.performance = performance
        self.work = work
        self.links = links
        self.foldsAtEnd = foldsAtEnd
        pictures = LessonPictures(folder: Folder.split(lesson.file).folder)
    }

    /// The whole lesson.
    mutating func items() -> Markup {
        // Names of ours that no heading may take.
        for name in ["content", "contents", "answers"] { _ = anchors.claim(name) }
        var out = Markup.nothing
        for item in lesson.items {
            switch item {
            case .prose(let prose):
                out += set(Array(prose.blocks.drop { isShown($0) }))
                shown = []
            case .cell(let cell):
                out += set(cell)
                shown = performance?.came[cell.id]?.pictures.map(\.sentence) ?? []
            case .prediction(let prediction): out += set(prediction)
            case .question(let question): out += set(question)
            case .exercise(let exercise): out += set(exercise)
            case .stop(let stop):
                out += .block(
                    "p", ["class": "stop", "id": anchors.claim(stop.id)],
                    .text("Stop: the class waits here for everybody."))
            // The presenter's alone.
            case .notes: continue
            }
        }
        return out
    }

    /// Whether a block is nothing but a picture that was drawn anew.
    private func isShown(_ block: MarkdownBlock) -> Bool {
        guard case .paragraph(let inlines) = block.content, inlines.count == 1,
            case .image(let words, _) = inlines[0]
        else { return false }
        return shown.contains(words.plainText)
    }

    // MARK: - Cells

    private mutating func set(_ cell: Cell) -> Markup {
        .block(
            "div", ["class": "cell", "id": anchors.claim(cell.id)],
            .own("\n") + code(cell.code.source, isOurs: true, label: nil)
                + output(of: cell.id, written: cell.output))
    }

    /// Lines of code, wrapped where they are long.
    func code(_ source: String, isOurs: Bool, label: String?) -> Markup {
        .block(
            "pre", ["class": "code", "aria-label": label, "role": label == nil ? nil : "group"],
            .element("code", [:], isOurs ? CodeMarkup.set(source) : .text(source)))
    }

    /// What came of an item; without a performance, what its author saw.
    func output(of id: String, written: ExpectedOutput?) -> Markup {
        guard let came = performance?.came[id] else {
            return written.map { outcome($0.lines.joined(separator: "\n"), of: id) } ?? .nothing
        }
        // What an author writes below a picture says in words what it shows.
        let caption =
            came.pictures.count == 1 && written?.match == ExpectedOutput.Match.none ? written : nil
        var out = Markup.nothing
        for part in came.parts {
            switch part {
            case .text(let text): out += outcome(text, of: id)
            case .picture(let picture):
                out += set(picture, caption: caption?.lines.joined(separator: " "))
            }
        }
        if let problem = came.problem {
            out += .block("pre", ["class": "problem"], .element("samp", [:], .text(problem)))
        }
        return out
    }

    private func outcome(_ text: String, of id: String) -> Markup {
        text.isEmpty ? .nothing : lines(text, class: "output", label: "Output of \(id)")
    }

    /// Text whose columns mean something. Where its lines may be wider than a small window, it scrolls by itself, also by keys.
    func lines(_ text: String, class name: String, label: String) -> Markup {
        let scrolls = text.split(separator: "\n").contains { String($0).columns > PageWriter.narrow }
        return .block(
            "pre",
            [
                "class": name, "role": scrolls ? "group" : nil, "tabindex": scrolls ? "0" : nil,
                "aria-label": scrolls ? label : nil,
            ], .element("samp", [:], .text(text)))
    }

    /// Columns that any window shows.
    private static let narrow = 34

    private func set(_ picture: Picture, caption: String?) -> Markup {
        let image =
            if let drawn = picture.image {
                Markup.element("img", ["src": drawn.address, "alt": picture.words], nil)
            } else {
                Markup.element(
                    "div", ["role": "img", "aria-label": picture.words, "class": "scroll"],
                    .element("pre", [:], .text(picture.characters)))
            }
        let below = caption ?? picture.words
        return .block(
            "figure", [:],
            .own("\n") + image + .own("\n") + .element("figcaption", [:], .text(below)) + .own("\n"))
    }

    // MARK: - What is folded

    /// A learner's own document counts the hints, and does not give those that were not asked for.
    mutating func folds(_ hints: [Hint], _ owner: String) -> Markup {
        guard work == nil else { return .nothing }
        var out = Markup.nothing
        for hint in hints {
            out += fold(hint.title.isEmpty ? "Hint" : hint.title, of: owner, set(hint.text))
        }
        return out
    }

    mutating func fold(_ title: String, of owner: String, _ inside: Markup) -> Markup {
        guard foldsAtEnd else {
            return .block("details", [:], .element("summary", [:], .text(title)) + .own("\n") + inside)
        }
        atEnd += .block("h3", [:], .text("\(owner): \(title)")) + inside
        return .nothing
    }
}
