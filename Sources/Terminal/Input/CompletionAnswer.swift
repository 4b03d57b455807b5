import Language
import Answers

/// What the line editor does about the candidates for a word.
struct CompletionAnswer: Equatable {
    /// Unicode scalars before the cursor to take away.
    var erase = 0
    var insertion: String?
    var listing: String?

    /// Inserts as much as all candidates agree on, and lists them when there are several.
    ///
    /// - Parameter before: the text before the cursor.
    init(_ completions: Completions, before: some StringProtocol, columns: Int, rows: Int) {
        let typed = String(
            decoding: before.utf8.suffix(completions.range.upper - completions.range.lower), as: UTF8.self)
        // Names are found in any case, but `amsg` means `amsgrad=` rather than `AMSGrad(`.
        let exact = completions.candidates.filter { $0.text.hasPrefix(typed) }
        let candidates = exact.isEmpty ? completions.candidates : exact
        guard let first = candidates.first else {
            listing = CompletionAnswer.heading(completions, columns: Swift.max(10, columns - 1))
            return
        }
        let common = candidates.dropFirst().reduce(first.text) { CompletionAnswer.agreement($0, $1.text) }
        if common != typed, !common.isEmpty, common.unicodeScalars.count >= typed.unicodeScalars.count {
            erase = typed.unicodeScalars.count
            insertion = common
        }
        guard candidates.count > 1 else { return }
        // Names of files and titles of lessons may hold anything.
        let shown = candidates.map { candidate in
            var shown = candidate
            (shown.text, shown.meaning) = (candidate.text.visible, candidate.meaning.visible)
            return shown
        }
        listing = CompletionAnswer.list(shown, columns: columns, rows: rows)
    }

    init() {}

    /// How the call around the cursor is written, and what the parameter there means; nil where neither is known.
    private static func heading(_ completions: Completions, columns: Int) -> String? {
        let lines = [
            completions.signature, completions.parameter.map { "\($0.name): \($0.meaning)" },
        ].compactMap { $0 }
        return lines.isEmpty ? nil : lines.flatMap { TextTable.wrap($0.visible, columns) }.joined(separator: "\n")
    }

    private static func agreement(_ a: String, _ b: String) -> String {
        var common = ""
        for (x, y) in zip(a.unicodeScalars, b.unicodeScalars) {
            guard x == y else { break }
            common.unicodeScalars.append(x)
        }
        return common
    }

    /// One line per candidate with its meaning; only the names, in columns, when that would fill the window.
    static func list(_ candidates: [Completions.Candidate], columns: Int, rows: Int) -> String {
        let width = Swift.max(10, columns - 1)
        let room = Swift.max(5, rows - 4)
        let longest = candidates.map { $0.text.columns }.max() ?? 0
        if candidates.count <= room, longest + 12 < width {
            return candidates.map { candidate in
                let meaning = [candidate.meaning, candidate.standard.map { "default \($0)" } ?? ""]
                    .filter { !$0.isEmpty }.joined(separator: "; ")
                guard !meaning.isEmpty else { return candidate.text }
                return (candidate.text.padded(columns: longest + 2) + meaning).cut(columns: width)
            }.joined(separator: "\n")
        }
        let cell = Swift.min(longest + 2, width)
        let across = Swift.max(1, width / cell)
        let down = (candidates.count + across - 1) / across
        var lines: [String] = []
        for row in 0..<Swift.min(down, room) {
            var line = ""
            for index in stride(from: row, to: candidates.count, by: down) {
                line += candidates[index].text.cut(columns: cell - 1).padded(columns: cell)
            }
            while line.last == " " { line.removeLast() }
            lines.append(line)
        }
        if down > room { lines.append("… \(candidates.count) in all; type more letters") }
        return lines.joined(separator: "\n")
    }
}
