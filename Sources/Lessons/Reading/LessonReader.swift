import Markdown
public import Answers

/// Turns the text of a lesson file into a `Lesson`, or says everything that is wrong with it and where.
///
/// The reader walks the top-level blocks of the Markdown once, from top to bottom. What belongs to an exercise or a
/// question may stand after it; what is left over is prose.
public struct LessonReader {
    let file: String
    private let work: Work
    let lines: [Substring]
    var faults: [LessonFault] = []
    var items: [Lesson.Item] = []
    var prose: [MarkdownBlock] = []
    var unsortedFences: [Int] = []
    var ids: [String: Int] = [:]
    var exerciseParts = ExerciseParts()
    var question: QuestionDraft?
    /// The prediction whose prompt is the next paragraph.
    var prediction: Prediction?
    /// The exercise or question that a hint belongs to.
    var owner: Owner?

    enum Owner: Equatable {
        case exercise(String)
        case question(String)
    }

    /// - Parameter asNotebook: also takes a file without front matter or without a `lesson:` section, as a free session
    ///   saves it.
    /// - Throws: `LessonFaults` with everything found.
    /// - Parameter work: reading ends when it is cancelled.
    public static func read(
        _ text: String, file: String, asNotebook: Bool = false, work: Work = Work()
    ) throws(LessonFaults) -> Lesson {
        let unix =
            text.contains("\r\n")
            ? text.split(separator: "\r\n", omittingEmptySubsequences: false)
                .joined(separator: "\n") : text
        var reader = LessonReader(file: file, text: unix, work: work)
        do {
            return try reader.lesson(unix, asNotebook: asNotebook)
        } catch let fault as LessonFault {
            throw LessonFaults([fault])
        } catch let faults as LessonFaults {
            throw faults
        } catch let excess as MarkdownBudget.Excess {
            throw LessonFaults([
                LessonFault(file: file, line: excess.line, Mistake(excess.problem, expected: excess.expected))
            ])
        } catch {
            throw LessonFaults([LessonFault(file: file, line: 1, Mistake("\(error)"))])
        }
    }

    private init(file: String, text: String, work: Work) {
        self.file = file
        self.work = work
        self.lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    private mutating func lesson(_ text: String, asNotebook: Bool) throws -> Lesson {
        let header: LessonHeader?
        let length: Int
        if asNotebook, lines.first?.withoutTrailingSpaces != "---" {
            (header, length) = (.notebook(file), 0)
        } else {
            let (yaml, taken) = try FrontMatter.split(lines, file: file)
            var front = FrontMatter(file: file, asNotebook: asNotebook)
            header = front.header(yaml)
            length = taken
            faults += front.faults
        }
        let body = lines.dropFirst(length).joined(separator: "\n")
        let blocks = try MarkdownParser.blocks(of: body, firstLine: length + 1)
        try read(blocks)
        closeQuestion(before: lines.count)
        closePrediction(before: lines.count)
        flushProse()
        attachExerciseParts()
        checkReferences()
        guard faults.isEmpty, var header else { throw LessonFaults(faults) }
        // A notebook without a title is called by the heading that it begins with.
        if asNotebook, header.title == LessonHeader.notebook(file).title,
            case .heading(1, let title)? = blocks.first?.content
        {
            header.title = title.plainText
        }
        return Lesson(
            file: file, text: text, header: header, items: items,
            links: blocks.targets.map { Lesson.Link(target: $0.target, line: $0.line) },
            unsortedFences: unsortedFences, ownNames: Lesson.names(setBy: items))
    }

    /// Fences, comments and details that are read.
    private static let parts = 5_000
    /// Faults that are told.
    private static let mostFaults = 200

    // MARK: - Blocks

    private mutating func read(_ blocks: [MarkdownBlock]) throws {
        var index = 0
        var parts = 0
        while index < blocks.count {
            if work.isCancelled { throw LessonFault(file: file, line: 1, Mistake("stopped while it was read")) }
            parts += blocks[index].isProse ? 0 : 1
            guard parts <= LessonReader.parts, faults.count < LessonReader.mostFaults else {
                report(
                    blocks[index].lines.lowerBound, "this is where reading ended: there is too much above",
                    expected: "at most \(LessonReader.parts) fences, and a file with few faults")
                throw LessonFaults(faults)
            }
            let block = blocks[index]
            index += 1
            switch block.content {
            case .code(let info, let text): readFence(block, info: info, text: text)
            case .html(let html):
                if let details = Details(opening: html) {
                    index = try readDetails(details, block, blocks, from: index)
                } else {
                    readHTML(html, block)
                }
            case .list(nil, let entries) where question?.type == .choice && entries.allSatisfy({ $0.ticked != nil }):
                readChoices(entries, block)
            case .list, .quote: readInside(block)
            case .heading:
                closeQuestion(before: block.lines.lowerBound)
                add(block)
            default: add(block)
            }
        }
    }

    /// A block with fences of ours in it, below the entries of a list or in a quotation, however deep: they are read where they stand,
    /// and the prose goes on after each.
    mutating func readInside(_ block: MarkdownBlock) {
        guard block.holdsOurs else {
            add(block)
            return
        }
        switch block.content {
        case .code(let info, let text): readFence(block, info: info, text: text)
        case .list(let start, let entries):
            for (index, entry) in entries.enumerated() {
                for (place, part) in entry.blocks.enumerated() {
                    if place > 0 || part.holdsOurs {
                        readInside(part)
                    } else {
                        let item = MarkdownBlock.Item(ticked: entry.ticked, blocks: [part])
                        add(MarkdownBlock(.list(start: start.map { $0 + index }, items: [item]), lines: part.lines))
                    }
                }
            }
        case .quote(let inside):
            for part in inside {
                if part.holdsOurs {
                    readInside(part)
                } else {
                    add(MarkdownBlock(.quote([part]), lines: part.lines))
                }
            }
        default: add(block)
        }
    }

    /// Prose, or the text of an open question or prediction.
    mutating func add(_ block: MarkdownBlock) {
        if var open = prediction {
            flushProse()
            open.prompt = [block]
            items.append(.prediction(open))
            prediction = nil
        } else if question != nil {
            question?.prompt.append(block)
        } else {
            prose.append(block)
        }
    }

    mutating func flushProse() {
        guard !prose.isEmpty else { return }
        items.append(.prose(Lesson.Prose(blocks: prose)))
        prose = []
    }

    private mutating func readFence(_ block: MarkdownBlock, info: String, text: String) {
        let line = block.lines.lowerBound
        let word = info.prefix { !$0.isWhitespace }
        guard word == "descent" || word == "output" else {
            add(block)
            return
        }
        // The library has taken backslashes out of the info string: the attributes are read from the line itself.
        let written = line <= lines.count ? lines[line - 1].drop { $0 != word.first } : info[...]
        let attributes: FenceInfo
        do {
            attributes = try FenceInfo(written.dropFirst(word.count), file: file, line: line)
        } catch {
            faults.append(error)
            return
        }
        if !attributes.isSorted { unsortedFences.append(line) }
        let last = block.lines.upperBound <= lines.count ? lines[block.lines.upperBound - 1] : ""
        // In a quotation, its marks stand before the fence.
        let closing = last.drop { $0 == " " || $0 == "\t" || $0 == ">" }
        if block.lines.upperBound == line || !(closing.hasPrefix("```") || closing.hasPrefix("~~~")) {
            report(line, "the fence is not closed", expected: "a line ``` after its last line")
        }
        closePrediction(before: line)
        if word == "output" {
            readOutput(attributes, text: text)
        } else {
            closeQuestion(before: line)
            readCode(attributes, SourceCode(source: text.droppingLastNewline, firstLine: line + 1))
        }
    }

    // MARK: - Reports

    mutating func report(_ line: Int, _ problem: String, expected: String? = nil, try suggestion: String? = nil) {
        faults.append(LessonFault(file: file, line: line, Mistake(problem, expected: expected, try: suggestion)))
    }

    /// Notes an id and says where it was used before, if it was.
    mutating func claim(_ id: String, line: Int) {
        if !id.isLessonID {
            report(line, "\"\(id)\" is not an id", expected: "lower-case letters, digits and hyphens")
        } else if let first = ids[id] {
            report(line, "the id \(id) is used twice; it was first used in line \(first)", expected: "another id")
        } else {
            ids[id] = line
        }
    }

    /// Says which attributes a fence or comment of this role does not have.
    mutating func allow(_ allowed: [String], in attributes: FenceInfo, of role: String) {
        for key in attributes.keys where !allowed.contains(key) {
            report(
                attributes.line, "\(key)= is not an attribute of \(role)",
                expected: allowed.map { "\($0)=" }.joined(separator: ", "))
        }
    }
}

extension MarkdownBlock {
    /// Whether it is a fence that is run or compared.
    fileprivate var isOurs: Bool {
        guard case .code(let info, _) = content else { return false }
        let word = info.prefix { !$0.isWhitespace }
        return word == "descent" || word == "output"
    }

    /// Whether such a fence stands in it, at any depth.
    fileprivate var holdsOurs: Bool {
        switch content {
        case .code: isOurs
        case .list(_, let items): items.contains { $0.blocks.contains(where: \.holdsOurs) }
        case .quote(let inside): inside.contains(where: \.holdsOurs)
        default: false
        }
    }

    fileprivate var isProse: Bool {
        switch content {
        case .code, .html: false
        default: true
        }
    }
}

extension String {
    var droppingLastNewline: String { hasSuffix("\n") ? String(dropLast()) : self }
}
