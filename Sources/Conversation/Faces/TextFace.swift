public import Language
import Answers

/// Replies as lines of text: plain for scripts, notebooks and tests; with paint and pictures the face of a terminal.
public struct TextFace: Sendable {
    /// Columns that a line may take; never below 10.
    public let width: Int
    /// Puts ink on a run of text; nil where nothing can be seen of it.
    private let paint: (@Sendable (String, Ink) -> String)?
    /// Draws a value that is a picture; nil, also as its answer, leaves the value to its words.
    private let picture: (@Sendable (Value) -> String?)?

    /// A face of this width; plain text in words unless it is given paint and pictures.
    public init(
        width: Int, paint: (@Sendable (String, Ink) -> String)? = nil,
        picture: (@Sendable (Value) -> String?)? = nil
    ) {
        self.width = Swift.max(10, width)
        self.paint = paint
        self.picture = picture
    }

    /// Whether ink can be told from plain text here.
    var showsInk: Bool { paint != nil }

    /// The text in this ink. Whatever could command the terminal in it is made visible first: the only sequences in what a
    /// face sets are those of its own paint and pictures.
    public func painted(_ text: String, _ ink: Ink) -> String {
        let text = text.visible
        guard let paint, !ink.isEmpty, !text.isEmpty else { return text }
        return paint(text, ink)
    }

    // MARK: - Replies

    /// The parts one below the other, without a line end at the end. Prose, assessments and cues stand between empty lines.
    ///
    /// - Parameter followsALine: something stands right above, so that prose at the top is set apart from it, too.
    public func text(of parts: [Reply.Part], followsALine: Bool = false) -> String {
        var lines: [String] = followsALine && parts.first?.beginsAParagraph == true ? [""] : []
        var previous: Reply.Part?
        for part in parts {
            let own = text(of: part)
            if own.isEmpty { continue }
            if let previous, previous.endsAParagraph && !part.isRemark || part.beginsAParagraph { lines.append("") }
            lines.append(own)
            previous = part
        }
        return lines.joined(separator: "\n")
    }

    private func text(of part: Reply.Part) -> String {
        switch part {
        case .text(let text): text.visible
        case .value(let value): picture?(value) ?? value.display(width: width).visible
        case .markdown(let blocks): text(of: blocks)
        case .assessment(let assessment): text(of: assessment)
        case .definitions(let definitions): text(of: definitions)
        case .cue(let lead, let cue): wrapped(lead, .bold, cue, .faint)
        case .prose(let text): wrapped("", [], text, [])
        case .note(let note): painted(note, .faint)
        case .failure(let problem): text(of: problem)
        }
    }

    private func text(of assessment: Assessment) -> String {
        let ink: Ink = assessment.kind == .right ? .good : assessment.kind == .notYet ? .caution : []
        // A line of code keeps its place above the marks under it.
        let between = assessment.text.first == " " ? "\n" : " "
        let gap = assessment.headline.isEmpty || assessment.text.isEmpty ? "" : between
        let head = wrapped(assessment.headline, ink, gap + assessment.text, [])
        return [head, text(of: assessment.explanation), wrapped("", [], assessment.cue, .faint)].filter { !$0.isEmpty }
            .joined(separator: "\n")
    }

    /// Sentences, broken between words where a line is too long; the first of them in an ink of its own. Lines that begin with a
    /// blank are set already, such as a line of code with the marks under it.
    private func wrapped(_ lead: String, _ leadInk: Ink, _ rest: String, _ ink: Ink) -> String {
        let plain = (lead + rest).visible
        let lines = plain.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).flatMap { line in
            line.columns <= width || line.first == " " ? [line] : TextTable.wrap(line, width)
        }
        guard let first = lines.first, !lead.isEmpty, first.hasPrefix(lead.visible) else {
            return lines.map { painted($0, lead.isEmpty ? ink : leadInk) }.joined(separator: "\n")
        }
        let head = painted(lead, leadInk) + painted(String(first.dropFirst(lead.visible.count)), ink)
        return ([head] + lines.dropFirst().map { painted($0, ink) }).joined(separator: "\n")
    }

    /// Meanings beside their terms, or below them where the lines are short.
    private func text(of definitions: Definitions) -> String {
        let column = (definitions.entries.map(\.term.columns).max() ?? 0) + 4
        let isWide = column + 20 <= width
        let indent = isWide ? column : 4
        let margin = "\n" + String(repeating: " ", count: indent)
        let lines = definitions.entries.map { entry in
            let meaning = TextTable.wrap(entry.meaning.visible, width - 1 - indent)
            let term = "  " + entry.term.visible
            return
                (isWide
                ? [term.padded(columns: column) + (meaning.first ?? "")] + meaning.dropFirst() : [term] + meaning)
                .joined(separator: margin)
        }
        return ([painted(definitions.title, .bold)] + lines).joined(separator: "\n")
    }

    /// What went wrong: the line with marks under the place, the problem, what was expected, what to try. Below the line
    /// just typed the marks come first; away from it the place does, and the marks follow.
    public func text(of problem: Diagnostic, at place: String? = nil) -> String {
        let message = problem.message(width: width)
        let excerpt = problem.excerpt(width: width).map { ["  " + $0.line, "  " + $0.marker] } ?? []
        let head = painted((place ?? "") + (message.first ?? ""), .problem)
        return ((place == nil ? excerpt + [head] : [head] + excerpt) + message.dropFirst()).joined(separator: "\n")
    }
}

extension Reply.Part {
    /// Whether an empty line stands before it.
    fileprivate var beginsAParagraph: Bool {
        switch self {
        case .markdown, .cue: true
        default: false
        }
    }

    /// Whether an empty line stands after it, where something else follows.
    fileprivate var endsAParagraph: Bool {
        switch self {
        case .markdown, .cue, .assessment: true
        default: false
        }
    }

    /// Remarks and failures follow whatever was said right away.
    fileprivate var isRemark: Bool {
        switch self {
        case .note, .failure: true
        default: false
        }
    }
}
