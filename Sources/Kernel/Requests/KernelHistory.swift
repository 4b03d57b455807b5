import Answers

/// What was typed, here and in earlier sessions, as front ends ask for it.
struct KernelHistory {
    private struct Entry {
        var session: Int
        var line: Int
        var code: String
        var output: String?
    }

    private var entries: [Entry]

    /// Entries that are kept.
    private static let most = 5_000

    /// - Parameter earlier: what was typed in earlier sessions, oldest first.
    init(earlier: [String]) {
        entries = earlier.suffix(Self.most).enumerated().map { Entry(session: 0, line: $0 + 1, code: $1) }
    }

    mutating func add(_ code: String, output: String?, count: Int) {
        guard !code.trimmed.isEmpty else { return }
        entries.append(Entry(session: 1, line: count, code: code, output: output))
        if entries.count > Self.most + Self.most / 10 { entries.removeFirst(entries.count - Self.most) }
    }

    /// The answer to a `history_request`.
    func reply(_ content: JSON) -> JSON {
        let withOutput = content["output"]?.flag ?? false
        let items = chosen(content).map { entry -> JSON in
            let input = JSON.string(entry.code)
            return .array([
                .integer(entry.session), .integer(entry.line),
                withOutput ? .array([input, entry.output.map { .string($0) } ?? .null]) : input,
            ])
        }
        return .members(["status": .string("ok"), "history": .array(items)])
    }

    private func chosen(_ content: JSON) -> [Entry] {
        let count = Swift.max(0, content["n"]?.int ?? Self.most)
        switch content["hist_access_type"]?.string {
        case "range":
            // 0 is the session that goes on, whose number is 1; -1 is what came before it.
            let asked = content["session"]?.int ?? 0
            let wanted = asked > 0 ? asked : 1 + Swift.max(-1, asked)
            let (start, stop) = (content["start"]?.int ?? 1, content["stop"]?.int ?? .max)
            return entries.filter { $0.session == wanted && $0.line >= start && $0.line < stop }
        case "search":
            let pattern = content["pattern"]?.string ?? "*"
            var found = entries.filter { Self.matches($0.code, pattern) }
            if content["unique"]?.flag ?? false {
                var seen: Set<String> = []
                found = found.reversed().filter { seen.insert($0.code).inserted }.reversed()
            }
            return Array(found.suffix(count))
        default: return Array(entries.suffix(count))
        }
    }

    /// As a shell has it: `*` for anything, `?` for one letter.
    static func matches(_ text: String, _ pattern: String) -> Bool {
        let (text, pattern) = (Array(text.unicodeScalars), Array(pattern.unicodeScalars))
        var (place, at) = (0, 0)
        // Where the last star stood, and what it has swallowed by then.
        var star: (at: Int, place: Int)?
        while place < text.count {
            if at < pattern.count, pattern[at] == "*" {
                star = (at, place)
                at += 1
            } else if at < pattern.count, pattern[at] == "?" || pattern[at] == text[place] {
                (place, at) = (place + 1, at + 1)
            } else if let last = star {
                star = (last.at, last.place + 1)
                (place, at) = (last.place + 1, last.at + 1)
            } else {
                return false
            }
        }
        return pattern[at...].allSatisfy { $0 == "*" }
    }
}
