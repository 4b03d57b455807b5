/// Lines copied from a page together with the prompts in front of them.
enum PastedPrompts {
    /// What to answer, one after the other: what stood behind each prompt, with the lines that belong to it. A text
    /// without a prompt in its first line is one input, as it is.
    ///
    /// `> `, `>>> ` and the continuation `... ` are known. A line without a prompt is the output of the line above it,
    /// and is left out, unless that line lacks its end.
    static func inputs(in text: String, needsMore: (String) -> Bool) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.first(where: { !$0.allSatisfy(\.isWhitespace) }), behindPrompt(first) != nil else {
            return [text]
        }
        var inputs: [String] = []
        for line in lines {
            if let open = inputs.last, needsMore(open) {
                inputs[inputs.count - 1] += "\n" + (behind("...", line) ?? line)
            } else if let input = behindPrompt(line) {
                inputs.append(String(input))
            } else if let more = behind("...", line), !more.isEmpty, !inputs.isEmpty {
                inputs[inputs.count - 1] += "\n" + more
            }
        }
        return inputs.filter { !$0.isEmpty }
    }

    private static func behindPrompt(_ line: Substring) -> Substring? { behind(">>>", line) ?? behind(">", line) }

    /// The rest of a line that begins with a mark and a blank, or is the mark alone.
    private static func behind(_ mark: String, _ line: Substring) -> Substring? {
        let line = line.drop { $0 == " " }
        guard line.hasPrefix(mark) else { return nil }
        let rest = line.dropFirst(mark.count)
        return rest.isEmpty ? rest : rest.first == " " ? rest.dropFirst() : nil
    }
}
