import Answers
import Lessons
import Markdown

/// From a notebook to a lesson.
extension Notebook {
    /// The text of the lesson. A cell that was added in Jupyter becomes a cell with its id and what it printed; a Markdown cell
    /// stands as it is.
    public var lessonText: String {
        var out = ""
        for (index, cell) in cells.enumerated() {
            if index > 0 { out += "\n" }
            out += String(repeating: "\n", count: Notebook.gap(cell.own, usual: index == 0 ? 0 : 1))
            switch cell.kind {
            case .markdown, .raw: out += cell.source
            case .code: out += Notebook.code(cell)
            }
        }
        out += ending ?? (cells.isEmpty ? "" : "\n")
        return hasCarriageReturns
            ? out.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n") : out
    }

    /// Empty lines before a part; what was written by hand is held to what a file has.
    private static func gap(_ own: JSON?, usual: Int) -> Int {
        Swift.max(0, Swift.min(10_000, own?["gap"]?.int ?? usual))
    }

    private static func code(_ cell: NotebookCell) -> String {
        var attributes = attributes(cell.own)
        if cell.own == nil, !cell.id.isEmpty { attributes = [FenceInfo.Attribute("id", .text(cell.id.lowercased()))] }
        var text = fenced("descent", attributes, source(cell), cell.own)
        let printed = cell.outputs.map(\.text).joined(separator: "\n")
        if let output = cell.own?["output"] {
            let lines = String(repeating: "\n", count: 1 + gap(output, usual: 1))
            text += lines + fenced("output", Notebook.attributes(output), printed, output)
        } else if cell.own == nil, !printed.isEmpty {
            text += "\n\n" + fenced("output", [], printed.hasSuffix("\n") ? String(printed.dropLast()) : printed, nil)
        }
        return text
    }

    /// Without the line that gives the cell its seed.
    private static func source(_ cell: NotebookCell) -> String {
        guard let seed = cell.own?["seed"]?.int else { return cell.source }
        let line = seedLine(seed)
        if cell.source == line { return "" }
        return cell.source.hasPrefix(line + "\n") ? String(cell.source.dropFirst(line.count + 1)) : cell.source
    }

    private static func attributes(_ own: JSON?) -> [FenceInfo.Attribute] {
        (own?["attributes"]?.pairs ?? []).compactMap { pair in
            if let text = pair.value.string { return FenceInfo.Attribute(pair.key, .text(text)) }
            if let flag = pair.value.flag { return FenceInfo.Attribute(pair.key, .flag(flag)) }
            return pair.value.double.map { FenceInfo.Attribute(pair.key, .number($0)) }
        }
    }

    /// A fence around a text. Unusual fences are kept as long as they still hold what stands between them.
    private static func fenced(
        _ word: String, _ attributes: [FenceInfo.Attribute], _ text: String, _ own: JSON?
    ) -> String {
        let isNothing = text.isEmpty && own?["empty_line"]?.flag != true
        let lines = isNothing ? [] : text.split(separator: "\n", omittingEmptySubsequences: false)
        let mark = MarkdownFence.around(text)
        var (opening, closing) = (mark + word + FenceInfo.text(attributes), mark)
        if let written = own?["opening"]?.string, holds(written, lines) {
            opening = written
            closing = own?["closing"]?.string ?? mark
        } else if let written = own?["closing"]?.string, holds(written, lines) {
            closing = written
        }
        return ([opening] + lines.map(String.init) + [closing]).joined(separator: "\n")
    }

    private static func holds(_ fence: String, _ lines: [Substring]) -> Bool {
        let bare = fence.drop { $0 == " " }
        guard let mark = bare.first, mark == "`" || mark == "~", !fence.contains("\n") else { return false }
        let length = bare.prefix { $0 == mark }.count
        return length >= 3
            && lines.allSatisfy { line in
                let bare = line.drop { $0 == " " }
                let run = bare.prefix { $0 == mark }.count
                return run < length || !bare.dropFirst(run).allSatisfy { $0 == " " || $0 == "\t" }
            }
    }
}
