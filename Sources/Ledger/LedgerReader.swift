public import Answers
import Markdown

/// Turns the text of a file of the ledger into rows, or says what is wrong with it and where.
///
/// `## Optimisers and update rules` begins a chapter, `### A7 Adam` a row. A paragraph has the documents, the lessons and what one sees,
/// parted by `·`: `D0 D1 · lesson 5 · the first step is the rate`. A fence ```` ```descent check="_[0] == 1" ```` has the code.
public struct LedgerReader {
    private let file: String
    private var rows: [LedgerRow] = []
    private var chapter = ""
    private var draft: Draft?

    /// A row of which not all has been read.
    private struct Draft {
        var id: String
        var item: String
        var line: Int
        var place: (documents: [String], lessons: [Int], shows: String)?
    }

    /// - Throws: a `Mistake` that names file and line.
    public static func read(_ text: String, file: String) throws(Mistake) -> [LedgerRow] {
        var reader = LedgerReader(file: file)
        for block in try MarkdownParser.blocks(of: text, file: file) { try reader.take(block) }
        try reader.close()
        return reader.rows
    }

    private init(file: String) { self.file = file }

    private func fault(_ line: Int, _ problem: String, expected: String? = nil) -> Mistake {
        Mistake("\(file):\(line): \(problem)", expected: expected)
    }

    private func close() throws(Mistake) {
        if let draft { throw fault(draft.line, "\(draft.id) has no line that a person can run") }
    }

    private mutating func take(_ block: MarkdownBlock) throws(Mistake) {
        let line = block.lines.lowerBound
        switch block.content {
        case .heading(2, let words):
            try close()
            chapter = words.plainText
        case .heading(3, let words):
            try close()
            let parts = words.plainText.split(separator: " ", maxSplits: 1).map(String.init)
            guard parts.count == 2, parts[0].wholeMatch(of: /[A-Z][0-9]+/) != nil, !chapter.isEmpty else {
                throw fault(line, "this heads no row", expected: "### A7 Adam, below the heading of a chapter")
            }
            draft = Draft(id: parts[0], item: parts[1], line: line)
        case .paragraph(let words) where draft != nil:
            guard draft?.place == nil else { throw fault(line, "a row has one paragraph") }
            let found = try place(words.plainText, line)
            draft?.place = found
        case .code(let info, let text): try take(info, text, line)
        default: break
        }
    }

    private func place(_ text: String, _ line: Int) throws(Mistake) -> (
        documents: [String], lessons: [Int], shows: String
    ) {
        let parts = text.split(separator: " · ", maxSplits: 2).map(String.init)
        let documents = parts.first?.split(separator: " ").map(String.init) ?? []
        let lessons = parts.count == 3 ? parts[1].split { !$0.isNumber }.compactMap { Int($0) } : []
        guard !documents.isEmpty, documents.allSatisfy({ $0.wholeMatch(of: /D[0-4]/) != nil }), !lessons.isEmpty else {
            throw fault(
                line, "this does not say who names it, where it is taught and what one sees",
                expected: "D0 D1 · lesson 5 · the first step is the rate")
        }
        return (documents, lessons, parts[2])
    }

    private mutating func take(_ info: String, _ text: String, _ line: Int) throws(Mistake) {
        guard let draft, let place = draft.place, info.hasPrefix("descent ") else {
            throw fault(
                line, "this code belongs to no row", expected: "```descent check=\"…\", below a row's paragraph")
        }
        let attributes: FenceInfo
        do throws(Mistake) {
            attributes = try FenceInfo(info.dropFirst("descent ".count), line: line)
        } catch {
            throw fault(line, error.problem, expected: error.expected)
        }
        guard attributes.keys == ["check"], let check = attributes.text("check"), !text.isEmpty else {
            throw fault(line, "it is not said what has to come of it", expected: "```descent check=\"_ > 0\"")
        }
        rows.append(
            LedgerRow(
                id: draft.id, item: draft.item, chapter: chapter, documents: place.documents, lessons: place.lessons,
                shows: place.shows, code: text.hasSuffix("\n") ? String(text.dropLast()) : text, check: check,
                file: file,
                line: line + 1))
        self.draft = nil
    }
}
