import Answers
import Lessons
import Markdown

/// From a lesson to a notebook.
extension Notebook {
    /// - Parameters:
    ///   - text: the lesson's file as it is.
    ///   - file: its name, for messages.
    ///   - performance: adds the pictures that came, and the outputs of cells whose output the lesson does not show.
    /// - Throws: `LessonFaults` for what is no lesson and no notebook of the prompt; `Mistake` for one whose text could not be
    ///   had back.
    public init(of text: String, file: String, performance: Performance? = nil) throws {
        let lesson = try LessonReader.read(text, file: file, asNotebook: true)
        self.init(lesson, performance)
        hasCarriageReturns = text.utf8.count != lesson.text.utf8.count
        guard lessonText.utf8.elementsEqual(text.utf8) else {
            throw Mistake(
                "\(file): its lines end in two ways, and a notebook cannot keep both",
                expected: "one kind of line end", try: "descent lesson fmt \(file)")
        }
    }

    private init(_ lesson: Lesson, _ performance: Performance?) {
        var builder = NotebookBuilder(lesson, performance)
        for part in LessonParts(lesson).parts { builder.take(part) }
        self = builder.finished()
    }
}

/// Makes cells of the parts of a lesson.
private struct NotebookBuilder {
    private let performance: Performance?
    /// The items' ids by the lines of their fences.
    private var items: [Int: String] = [:]
    /// By the items' ids.
    private let seeds: [String: UInt64]
    private let title: String
    private var cells: [NotebookCell] = []
    private var names = NotebookNames()
    private var number = 0
    /// Lines since the last part that became a cell, an end after each.
    private var gap: [Substring] = []

    init(_ lesson: Lesson, _ performance: Performance?) {
        self.performance = performance
        title = lesson.header.title
        seeds = lesson.seeds
        for cell in lesson.cells { items[cell.code.firstLine - 1] = cell.id }
        for exercise in lesson.exercises { items[exercise.line] = exercise.id }
    }

    mutating func take(_ part: LessonParts.Part) {
        switch part.kind {
        case .frontMatter:
            add(.raw, "front-matter", part.lines, [JSON.Pair("role", .string("front-matter"))])
        case .prose: prose(part.lines)
        case .code(let attributes): code(part, attributes)
        case .output(let attributes): output(part, attributes)
        }
    }

    private mutating func prose(_ lines: [Substring]) {
        let isEmpty = { (line: Substring) in line.isEmpty }
        let start = lines.prefix(while: isEmpty).count
        gap += lines[..<start]
        guard start < lines.count else { return }
        let end = lines.count - lines.reversed().prefix(while: isEmpty).count
        let text = lines[start..<end]
        add(.markdown, "text-" + text.joined(separator: "\n").fingerprint, Array(text), [])
        gap = Array(lines[end...])
    }

    private mutating func code(_ part: LessonParts.Part, _ attributes: FenceInfo) {
        let roles = ["exercise", "setup", "check", "solution"]
        let role = roles.first { attributes[$0] != nil }
        let named = role.flatMap { attributes.text($0) } ?? attributes.text("id")
        let name = [role == "exercise" ? nil : role, named].compactMap { $0 }.joined(separator: "-")
        var own = Notebook.own(attributes)
        Notebook.note(part, as: "descent", attributes, in: &own)
        let id = items[part.firstLine]
        let seed = (role == nil ? id : named).flatMap { seeds[$0] }
        if let seed { own.append(JSON.Pair("seed", .integer(Int(seed)))) }
        let line = seed.map { [Substring(Notebook.seedLine(Int($0)))] } ?? []
        add(.code, name.isEmpty ? id ?? "cell" : name, line + part.inside, own)
        cells[cells.count - 1].isFolded = role == "check" || role == "setup"
        cells[cells.count - 1].mayFail = role == "exercise" || role == "check"
        if performance != nil, id != nil {
            number += 1
            cells[cells.count - 1].number = number
        }
        guard let id, let came = performance?.came[id] else { return }
        cells[cells.count - 1].outputs = came.parts.map { part in
            switch part {
            case .text(let text): NotebookCell.Output(text: text)
            case .picture(let picture): NotebookCell.Output(text: picture.words, picture: picture.image)
            }
        }
    }

    /// What the lesson shows is what stands in the notebook; a picture that came is put beside it.
    private mutating func output(_ part: LessonParts.Part, _ attributes: FenceInfo) {
        guard let last = cells.indices.last, cells[last].kind == .code, gap.allSatisfy(\.isEmpty),
            cells[last].own?["output"] == nil, case .object(var members)? = cells[last].own
        else { return prose(part.lines) }
        var own = Notebook.own(attributes)
        Notebook.note(part, as: "output", attributes, in: &own)
        if gap.count != 1 { own.append(JSON.Pair("gap", .integer(gap.count))) }
        gap = []
        members.append(JSON.Pair("output", .object(own)))
        cells[last].own = .object(members)
        let picture = cells[last].outputs.lazy.compactMap(\.picture).first
        cells[last].outputs = [
            NotebookCell.Output(text: part.inside.joined(separator: "\n"), picture: picture)
        ]
    }

    private mutating func add(
        _ kind: NotebookCell.Kind, _ name: String, _ lines: [Substring], _ own: [JSON.Pair]
    ) {
        var own = own
        if gap.count != (cells.isEmpty ? 0 : 1) { own.append(JSON.Pair("gap", .integer(gap.count))) }
        gap = []
        var cell = NotebookCell(kind: kind, id: names.claim(name), source: lines.joined(separator: "\n"))
        cell.own = .object(own)
        cells.append(cell)
    }

    func finished() -> Notebook {
        var notebook = Notebook(cells: cells, title: title)
        // The line end after the last line leaves one empty line, as lines are counted.
        let ends = cells.isEmpty ? gap.count - 1 : gap.count
        if ends != (cells.isEmpty ? 0 : 1) { notebook.ending = String(repeating: "\n", count: Swift.max(0, ends)) }
        return notebook
    }
}

extension Notebook {
    /// The attributes of a fence as metadata.
    static func own(_ attributes: FenceInfo) -> [JSON.Pair] {
        guard !attributes.attributes.isEmpty else { return [] }
        let pairs = attributes.attributes.map { attribute in
            switch attribute.value {
            case .text(let text): JSON.Pair(attribute.key, .string(text))
            case .number(let number): JSON.Pair(attribute.key, .number(number))
            case .flag(let flag): JSON.Pair(attribute.key, .bool(flag))
            }
        }
        return [JSON.Pair("attributes", .object(pairs))]
    }

    /// Notes the fences of a part where they are not those that the attributes and the text between them would get.
    static func note(_ part: LessonParts.Part, as word: String, _ attributes: FenceInfo, in own: inout [JSON.Pair]) {
        // Nothing and one empty line are the same source.
        if part.inside == [""] { own.append(JSON.Pair("empty_line", .bool(true))) }
        let mark = MarkdownFence.around(part.inside.joined(separator: "\n"))
        let usual = attributes.attributes.map { FenceInfo.Attribute($0.key, $0.value) }
        if let opening = part.lines.first, opening != mark + word + FenceInfo.text(usual) {
            own.append(JSON.Pair("opening", .string(String(opening))))
        }
        if let closing = part.lines.last, closing != mark { own.append(JSON.Pair("closing", .string(String(closing)))) }
    }
}
