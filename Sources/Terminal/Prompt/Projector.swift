public import Answers
public import Conversation
public import Figures
import Glibc
import Language

/// A talk on a terminal that a hall looks at: one page on the screen at a time, its heading large, wide margins, pictures as large
/// as the screen. What the presenter alone is to read is shown only while they ask for it.
public final class Projector {
    private let slides: any Slides
    private let progress: ProgressBar
    private let screen: () -> Screen
    private let place: (Screen) -> Capabilities
    private let face: (Screen) -> TextFace
    private let work: Work
    /// A picture that was just drawn, which has the screen to itself.
    private var picture: [Reply.Part] = []
    private var showsNotes = false
    /// Lines by which the presenter has scrolled up from the newest.
    private var scrolled = 0
    private var editor: LineEditor?

    /// - Parameters:
    ///   - screen: the window as it is now.
    ///   - place: what pictures can be on it.
    ///   - face: how replies look on it; its pictures fill it.
    ///   - work: what Ctrl-C stops while a cell runs.
    public init(
        _ slides: any Slides, progress: ProgressBar, work: Work,
        screen: @escaping () -> Screen = { .ofStandardOutput() }, place: @escaping (Screen) -> Capabilities,
        face: @escaping (Screen) -> TextFace
    ) {
        self.slides = slides
        self.progress = progress
        self.work = work
        self.screen = screen
        self.place = place
        self.face = face
    }

    /// What a key asks for.
    enum Wish: Equatable {
        case forward, back, again, edit, notes, up, down, redraw, leave

        init(_ key: Keystroke) {
            switch key {
            case .character("\r"), .character("\n"), .character(" "), .character("f"), .character("l"): self = .forward
            case .character("b"), .character("h"), .character("\u{7F}"), .character("\u{8}"): self = .back
            case .character("r"): self = .again
            case .character("e"): self = .edit
            case .character("n"): self = .notes
            case .character("k"): self = .up
            case .character("j"): self = .down
            case .character("q"), .character("\u{3}"), .character("\u{4}"), .escape, .alt: self = .leave
            // Arrows and the page keys, which small remote controls send.
            case .named(.right, modifiers: 0), .named(.pageDown, _): self = .forward
            case .named(.left, modifiers: 0), .named(.pageUp, _): self = .back
            case .named(.up, modifiers: 0): self = .up
            case .named(.down, modifiers: 0): self = .down
            case .character, .named, .mouse, .other: self = .redraw
            }
        }
    }

    /// Shows the talk until the presenter leaves it.
    public func run() {
        WholeScreen.taken { talk() }
    }

    private func talk() {
        while true {
            let page = frame()
            guard let key = Keyboard.key(after: { Console.send(page) }) else { return }
            work.reset()
            let wish = Wish(key)
            if wish != .up, wish != .down { scrolled = 0 }
            switch wish {
            case .leave: return
            case .redraw: continue
            case .up: scrolled += 1
            case .down: scrolled = Swift.max(0, scrolled - 1)
            case .notes: showsNotes.toggle()
            case .back where !picture.isEmpty: picture = []
            case .back: _ = slides.back()
            case .forward where !picture.isEmpty: picture = []
            case .forward:
                guard let result = watched(slides.runsNext, { slides.forward() }) else { continue }
                picture = result.filter(\.isPicture)
            case .again:
                guard let code = slides.code else { continue }
                picture = (watched(true) { slides.run(code) } ?? []).filter(\.isPicture)
            case .edit: edit()
            }
        }
    }

    /// While something runs its progress stands on the last line.
    private func watched(_ runs: Bool, _ body: () -> [Reply.Part]?) -> [Reply.Part]? {
        guard runs else { return body() }
        Console.send("\u{1B}[\(screen().rows);1H\u{1B}[2K")
        progress.begin()
        let parts = body()
        progress.finish()
        if let animation = parts.flatMap({ Reply($0).animation }) {
            progress.silent { Reel { [place, screen] in place(screen()) }.show(animation) }
            work.withdraw(.person)
        }
        return parts
    }

    private func edit() {
        guard let code = slides.code else { return }
        let now = screen()
        editor =
            editor
            ?? LineEditor(
                isColoured: now.isColoured, history: nil, isComplete: { !Parser.needsMore($0) },
                complete: { [slides] text, cursor in
                    let before = String(decoding: Array(text.utf8.prefix(cursor)), as: UTF8.self)
                    return CompletionAnswer(
                        slides.completions(text, cursor: cursor), before: before, columns: now.columns, rows: now.rows)
                })
        Console.send("\u{1B}[\(now.rows);1H\u{1B}[2K")
        guard case .text(let text)? = editor?.read(prompt: "> ", preset: code), !text.trimmed.isEmpty else { return }
        picture = (watched(true) { slides.run(text) } ?? []).filter(\.isPicture)
    }

    // MARK: - One screen

    /// Everything that the screen shows, from its first row to its last.
    func frame() -> String {
        let now = screen()
        let clear = "\u{1B}[2J\u{1B}[H"
        let status = "\u{1B}[\(now.rows);1H" + statusLine(now)
        guard picture.isEmpty else { return clear + face(now).text(of: picture) + status }
        var lines = page(now)
        let room = Swift.max(1, now.rows - 2)
        if lines.count > room {
            let hidden = Swift.min(scrolled, lines.count - room)
            scrolled = hidden
            lines = Array(lines[(lines.count - room - hidden)..<(lines.count - hidden)])
        }
        return clear + lines.joined(separator: "\r\n") + status
    }

    private func page(_ now: Screen) -> [String] {
        let margin = Swift.max(2, now.columns / 10)
        let width = Swift.max(20, now.columns - 2 * margin)
        let indent = String(repeating: " ", count: margin)
        // Pictures have had the screen to themselves; on the page they stand in words.
        let text = TextFace(width: width, paint: ANSI.painter(for: now)) { value in
            guard case .thing(let thing) = value, let figure = thing.stillPicture else { return nil }
            return TextTable.wrap(figure.sentence.visible, width).joined(separator: "\n")
        }
        var lines: [String] = [""]
        if !slides.heading.isEmpty { lines += heading(width, text) + [""] }
        lines += text.text(of: slides.parts).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if showsNotes, !slides.notes.isEmpty {
            lines +=
                [""]
                + slides.notes.flatMap { $0.split(separator: "\n") }.flatMap {
                    TextTable.wrap(String($0), width - 2).map { text.painted("│ " + $0, .faint) }
                }
        }
        return lines.map { $0.isEmpty ? "" : indent + $0 }
    }

    private func heading(_ width: Int, _ text: TextFace) -> [String] {
        if let large = LargeType.lines(slides.heading, columns: width) {
            return large.map { text.painted($0, .heading) }
        }
        let spaced = slides.heading.visible.uppercased().map(String.init).joined(separator: " ")
        let wrapped = TextTable.wrap(spaced.columns <= width ? spaced : slides.heading.visible.uppercased(), width)
        let rule = String(repeating: "━", count: Swift.min(width, wrapped.map(\.columns).max() ?? 0))
        return (wrapped + [rule]).map { text.painted($0, .heading) }
    }

    private func statusLine(_ now: Screen) -> String {
        let (number, count) = slides.place
        let notes = slides.notes.isEmpty ? "" : ", n notes"
        let code = slides.code == nil ? "" : ", r again, e edit"
        let text = "\(number)/\(count)  Enter goes on, b back\(code)\(notes), q leaves"
        return TextFace(now).painted(String(text.cut(columns: Swift.max(4, now.columns - 1))), .faint)
    }
}

extension Reply.Part {
    fileprivate var isPicture: Bool {
        if case .value(.thing(let thing)) = self { thing.stillPicture != nil } else { false }
    }
}
