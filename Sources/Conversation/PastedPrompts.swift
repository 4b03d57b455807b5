import Language

/// Lines copied from a page together with the prompts in front of them.
enum PastedPrompts {
    /// What to answer, one after the other: what stood behind each prompt, with the lines that belong to it. A text
    /// without a prompt in its first line is one input, as it is.
    ///
    /// `> `, `>>> `, `In [3]: ` and the continuations `... ` and `   ...: ` are known. A line without a prompt is the output of the line above it,
    /// and is left out, unless that line lacks its end.
    static func inputs(in text: String, needsMore: (String) -> Bool) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.first(where: { !$0.allSatisfy(\.isWhitespace) }), behindPrompt(first) != nil else {
            return [text]
        }
        var inputs: [String] = []
        for line in lines {
            if let open = inputs.last, needsMore(open), belongs(line, to: open) {
                inputs[inputs.count - 1] += "\n" + (continuation(line) ?? line)
            } else if let input = behindPrompt(line) {
                inputs.append(String(input))
            } else if let more = continuation(line), !more.isEmpty, !inputs.isEmpty {
                inputs[inputs.count - 1] += "\n" + more
            }
        }
        return inputs.filter { !$0.isEmpty }
    }

    /// Whether a line goes on with a text that wants more: any line behind an open bracket; with a block only one that is marked
    /// or indented.
    private static func belongs(_ line: Substring, to open: String) -> Bool {
        continuation(line) != nil || Parser.isIncomplete(open) || line.first?.isWhitespace == true
    }

    private static func behindPrompt(_ line: Substring) -> Substring? {
        behind(">>>", line) ?? behind(">", line) ?? behindCounted(line, "In [")
    }

    private static func continuation(_ line: Substring) -> Substring? { behind("...:", line) ?? behind("...", line) }

    /// The rest of `In [3]: rest`.
    private static func behindCounted(_ line: Substring, _ mark: String) -> Substring? {
        guard line.hasPrefix(mark), let close = line.firstIndex(of: "]"),
            line[..<close].dropFirst(mark.count).allSatisfy(\.isNumber)
        else { return nil }
        return behind("]:", line[close...])
    }

    /// The rest of a line that begins with a mark and a blank, or is the mark alone.
    private static func behind(_ mark: String, _ line: Substring) -> Substring? {
        let line = line.drop { $0 == " " }
        guard line.hasPrefix(mark) else { return nil }
        let rest = line.dropFirst(mark.count)
        return rest.isEmpty ? rest : rest.first == " " ? rest.dropFirst() : nil
    }
}
