import Answers
import Conversation
import Figures
import Files
import Language

/// Replies as what notebooks show: each part in the forms that a front end may choose from.
struct NotebookFace {
    /// What pictures become.
    var pictures = PictureForm.png
    let work: Work
    let gnuplot: Gnuplot
    private let words = TextFace(width: Transcript.width)
    /// Tells the elements of this kernel's pages from those of another that wrote into the same notebook.
    private let token = String(UInt32.random(in: .min ... .max), radix: 36)
    private var interactions = 0

    /// Bytes of text that one cell shows.
    static let mostText = 1_000_000
    /// Bytes of a value as a table of HTML; longer ones are text alone.
    private static let mostMarkup = 300_000

    init(work: Work, gnuplot: Gnuplot = Gnuplot(timeLimit: 15)) {
        self.work = work
        self.gnuplot = gnuplot
    }

    /// What there is to show of a reply, without its failure.
    mutating func outputs(of reply: Reply) -> [Output] {
        let parts = reply.parts
        // The value of the cell is the one that nothing but remarks follow.
        let last = parts.lastIndex { if case .note = $0 { false } else { true } }
        var room = Self.mostText
        return parts.enumerated().compactMap { index, part in
            output(of: part, isLast: index == last, isLineOpen: index == last && reply.isLineOpen, room: &room)
        }
    }

    private mutating func output(of part: Reply.Part, isLast: Bool, isLineOpen: Bool, room: inout Int) -> Output? {
        switch part {
        case .text(let text): return .stream(bounded(text.visible, &room) + (isLineOpen ? "" : "\n"))
        case .value(let value):
            let bundle = bundle(of: value, &room)
            return isLast && !value.isOnlyShown ? .result(bundle) : .display(bundle)
        case .markdown(let blocks): return markdown(MarkdownText(blocks).text, part, &room)
        case .assessment(let assessment):
            let lead = assessment.headline.isEmpty ? "" : "**\(MarkdownText.escaped(assessment.headline))** "
            let pieces = [
                lead + sentence(assessment.text), MarkdownText(assessment.explanation).text,
                assessment.cue.isEmpty ? "" : "*\(sentence(assessment.cue))*",
            ]
            return markdown(pieces.filter { !$0.isEmpty }.joined(separator: "\n\n"), part, &room)
        case .definitions(let definitions):
            let rows = definitions.entries.map { entry in
                "<tr><td style=\"text-align: left\"><code>\(HTML.escaped(entry.term))</code></td>"
                    + "<td style=\"text-align: left\">\(HTML.escaped(entry.meaning))</td></tr>"
            }
            let html = "<p><b>\(HTML.escaped(definitions.title))</b></p><table>\(rows.joined())</table>"
            return .display(plain(part, &room).with("text/html", .string(html)))
        case .cue(let lead, let cue):
            let lead = lead.isEmpty ? "" : "**\(MarkdownText.escaped(lead))**"
            return markdown(lead + sentence(cue), part, &room)
        case .prose(let text): return markdown(sentence(text), part, &room)
        case .note(let note): return .stream(bounded(note.visible, &room) + "\n", isError: true)
        case .failure: return nil
        }
    }

    private func markdown(_ text: String, _ part: Reply.Part, _ room: inout Int) -> Output {
        .display(plain(part, &room).with("text/markdown", .string(text)))
    }

    private func plain(_ part: Reply.Part, _ room: inout Int) -> Bundle {
        Bundle(bounded(words.text(of: [part]), &room))
    }

    /// Lines of code, which begin with a blank, stay lines of code.
    private func sentence(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.contains(where: { $0.first == " " && !$0.trimmed.isEmpty }) else {
            return MarkdownText.escaped(text)
        }
        return lines.map { $0.first == " " ? "    " + $0 : MarkdownText.escaped($0) }.joined(separator: "\n")
    }

    // MARK: - Values

    /// A value in words, and as a picture or a table where it is one.
    mutating func bundle(of value: Value, _ room: inout Int) -> Bundle {
        if case .thing(let tree as JSONTree) = value {
            return Bundle(bounded(tree.json.text.visible, &room)).with("application/json", tree.json)
        }
        if case .thing(let thing) = value, let picture = picture(of: thing, &room) { return picture }
        let bundle = Bundle(bounded(value.display(width: Transcript.width).visible, &room))
        guard case .thing(let thing) = value, !(thing is Page) else { return bundle }
        let marked = TextTable.$marksCells.withValue(true) { thing.table(width: Transcript.width) }
        guard marked.utf8.count < Self.mostMarkup, let html = TableMarkup(marked).html else { return bundle }
        return bundle.with("text/html", .string(html))
    }

    /// nil for what is no picture, and for one that cannot be drawn: that is shown in characters.
    private mutating func picture(of thing: any Presentable, _ room: inout Int) -> Bundle? {
        guard let figure = thing.stillPicture else { return nil }
        let plain = Bundle(bounded(thing.table(width: Transcript.width).visible, &room))
        let own = JSON.members(["width": .integer(pictures.page.width), "height": .integer(pictures.page.height)])
        do {
            if let animation = thing as? Animation {
                let bytes = try animation.gif(program: gnuplot.program, work: work)
                return plain.with("image/gif", .string(Base64.text(bytes)))
            }
            if let interaction = thing as? Interaction {
                interactions += 1
                let markup = try InteractionMarkup(interaction, id: "interact-\(token)-\(interactions)") {
                    try $0.png(page: pictures.page, gnuplot: gnuplot, work: work)
                }
                return plain.with("text/html", .string(markup.html))
            }
            switch pictures {
            case .png:
                let bytes = try figure.png(page: pictures.page, gnuplot: gnuplot, work: work)
                return plain.with("image/png", .string(Base64.text(bytes)), metadata: own)
            case .svg:
                let bytes = try figure.svg(page: pictures.page, gnuplot: gnuplot, work: work)
                return plain.with("image/svg+xml", .string(String(decoding: bytes, as: UTF8.self)))
            }
        } catch {
            return plain
        }
    }

    // MARK: - Failures

    /// What went wrong: the line with marks under the place, the problem, what was expected, what to try.
    func failure(_ problem: Diagnostic) -> Failure {
        let lines = TextFace(width: Transcript.width, paint: { text, ink in ink.contains(.problem) ? red(text) : text })
            .text(of: problem).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return Failure(
            name: problem.mistake.exception, value: problem.mistake.pythonMessage ?? problem.mistake.problem,
            traceback: lines)
    }

    /// What was stopped by the person.
    func interruption(keeps: Bool) -> Failure {
        let kept = keeps ? "; _ is what was reached, and a = _ keeps it" : ""
        return Failure(name: "KeyboardInterrupt", value: "stopped" + kept, traceback: [red("stopped") + kept])
    }

    /// Text that is longer than the room there is loses its middle, and this is said.
    private func bounded(_ text: String, _ room: inout Int) -> String {
        let count = text.utf8.count
        defer { room = Swift.max(0, room - count) }
        guard count > room else { return text }
        let tail = room / 10
        let left = count - room
        return String(decoding: text.utf8.prefix(room - tail), as: UTF8.self)
            + "\n… (\(left.grouped) bytes are left out: a cell shows at most \(Self.mostText.grouped)) …\n"
            + String(decoding: text.utf8.suffix(tail), as: UTF8.self)
    }
}

private func red(_ text: String) -> String { "\u{1B}[31m\(text)\u{1B}[0m" }

/// A failure as front ends take it.
struct Failure: Sendable {
    /// As Python names it: `ValueError`.
    var name: String
    var value: String
    /// What is shown.
    var traceback: [String]

    /// The members of a reply and of an `error` message.
    var members: [JSON.Pair] {
        [
            JSON.Pair("ename", .string(name)), JSON.Pair("evalue", .string(value)),
            JSON.Pair("traceback", .array(traceback.map { .string($0) })),
        ]
    }
}

/// What pictures become in a notebook.
enum PictureForm: String, CaseIterable, Sendable {
    /// Viewers show it whoever made it.
    case png
    /// Sharp at any size; viewers show it in a notebook that is trusted.
    case svg

    /// Width and height, in pixels.
    var page: PageSize { PageSize(width: 800, height: 560) }

    /// In one line.
    var meaning: String {
        switch self {
        case .png: "pictures of points, which every viewer shows"
        case .svg: "drawings, sharp at any size"
        }
    }
}

extension Value {
    /// Whether it leaves `_` as it is: such a thing is shown, and not the cell's result.
    fileprivate var isOnlyShown: Bool {
        if case .thing(let thing) = self { thing is any OnlyShown } else { false }
    }
}
