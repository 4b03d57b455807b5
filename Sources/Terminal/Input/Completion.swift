/// What Tab offers at a place in the text.
public struct Completion: Sendable {
    public struct Candidate: Sendable, Equatable {
        /// What would stand there: `learning_rate=`, `plot(`.
        public var text: String
        /// Shown beside it: meaning, default.
        public var meaning: String

        public init(_ text: String, _ meaning: String) {
            self.text = text
            self.meaning = meaning
        }
    }

    /// How many UTF-8 bytes before the cursor the candidates replace.
    public var typed: Int
    public var candidates: [Candidate]

    /// Shown where there is no candidate: how the call around the cursor is written.
    public var heading: String?

    public init(typed: Int, candidates: [Candidate], heading: String? = nil) {
        self.typed = typed
        self.candidates = candidates
        self.heading = heading
    }

    public static let nothing = Completion(typed: 0, candidates: [])
}

/// What the editor does about it.
struct CompletionAnswer: Equatable {
    /// Unicode scalars before the cursor to take away.
    var erase = 0
    var insertion: String?
    var listing: String?

    /// Inserts as much as all candidates agree on, and lists them when there are several.
    ///
    /// - Parameter before: the text before the cursor.
    init(_ completion: Completion, before: some StringProtocol, columns: Int, rows: Int) {
        let typed = String(decoding: before.utf8.suffix(completion.typed), as: UTF8.self)
        // Names are found in any case, but `amsg` means `amsgrad=` rather than `AMSGrad(`.
        let exact = completion.candidates.filter { $0.text.hasPrefix(typed) }
        let candidates = exact.isEmpty ? completion.candidates : exact
        guard let first = candidates.first else {
            listing = completion.heading.map { Paragraph.wrap($0, width: Swift.max(10, columns - 1), indent: 4) }
            return
        }
        let common = candidates.dropFirst().reduce(first.text) { CompletionAnswer.agreement($0, $1.text) }
        if common != typed, !common.isEmpty, common.unicodeScalars.count >= typed.unicodeScalars.count {
            erase = typed.unicodeScalars.count
            insertion = common
        }
        if candidates.count > 1 { listing = CompletionAnswer.list(candidates, columns: columns, rows: rows) }
    }

    init() {}

    private static func agreement(_ a: String, _ b: String) -> String {
        var common = ""
        for (x, y) in zip(a.unicodeScalars, b.unicodeScalars) {
            guard x == y else { break }
            common.unicodeScalars.append(x)
        }
        return common
    }

    /// One line per candidate with its meaning; only the names, in columns, when that would fill the window.
    static func list(_ candidates: [Completion.Candidate], columns: Int, rows: Int) -> String {
        let width = Swift.max(10, columns - 1)
        let room = Swift.max(5, rows - 4)
        let longest = candidates.map { Cells.width(of: $0.text) }.max() ?? 0
        if candidates.count <= room, longest + 12 < width {
            return candidates.map { candidate in
                guard !candidate.meaning.isEmpty else { return candidate.text }
                return Cells.fit(Cells.pad(candidate.text, longest + 2) + candidate.meaning, width)
            }.joined(separator: "\n")
        }
        let cell = Swift.min(longest + 2, width)
        let across = Swift.max(1, width / cell)
        let down = (candidates.count + across - 1) / across
        var lines: [String] = []
        for row in 0..<Swift.min(down, room) {
            var line = ""
            for index in stride(from: row, to: candidates.count, by: down) {
                line += Cells.pad(Cells.fit(candidates[index].text, cell - 1), cell)
            }
            while line.last == " " { line.removeLast() }
            lines.append(line)
        }
        if down > room { lines.append("… \(candidates.count) in all; type more letters") }
        return lines.joined(separator: "\n")
    }
}
