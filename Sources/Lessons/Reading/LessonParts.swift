import Answers
package import Markdown

/// The text of a lesson cut at its front matter and at the fences that stand at the left margin. The parts, one after the
/// other, are the text again, byte for byte.
package struct LessonParts {
    /// What a part is.
    package enum Kind: Sendable, Equatable {
        case frontMatter
        /// Everything else: words, hints and solutions, fences in lists, the empty lines between.
        case prose
        case code(FenceInfo)
        /// Compared with what the code before it prints.
        case output(FenceInfo)
    }

    /// Lines that belong together.
    package struct Part: Sendable, Equatable {
        /// What they are.
        package var kind: Kind
        /// Without their ends, fences included.
        package var lines: [Substring]
        /// The number of the first one, from 1.
        package var firstLine: Int

        /// What stands between the fences.
        package var inside: [Substring] { Array(lines.dropFirst().dropLast()) }
    }

    /// In the order of the file.
    package private(set) var parts: [Part] = []

    /// - Parameter lesson: as it was read, so that its fences are closed and their attributes can be read.
    package init(_ lesson: Lesson) {
        let lines = lesson.text.split(separator: "\n", omittingEmptySubsequences: false)
        let length = FrontMatter.length(lines)
        if length > 0 { parts.append(Part(kind: .frontMatter, lines: Array(lines[..<length]), firstLine: 1)) }
        var next = length
        for (range, kind) in LessonParts.fences(lines, from: length, file: lesson.file) {
            prose(lines, next..<range.lowerBound)
            parts.append(Part(kind: kind, lines: Array(lines[range]), firstLine: range.lowerBound + 1))
            next = range.upperBound + 1
        }
        prose(lines, next..<lines.count)
    }

    private mutating func prose(_ lines: [Substring], _ range: Range<Int>) {
        guard !range.isEmpty else { return }
        parts.append(Part(kind: .prose, lines: Array(lines[range]), firstLine: range.lowerBound + 1))
    }

    /// The fences of ours outside of `<details>`, by the indices of their lines.
    private static func fences(_ lines: [Substring], from length: Int, file: String) -> [(ClosedRange<Int>, Kind)] {
        let body = lines[length...].joined(separator: "\n")
        let blocks = (try? MarkdownParser.blocks(of: body, firstLine: length + 1)) ?? []
        var found: [(ClosedRange<Int>, Kind)] = []
        var isInDetails = false
        for block in blocks {
            switch block.content {
            case .html(let html):
                if isInDetails {
                    isInDetails = !html.lowercased().contains("</details>")
                } else {
                    isInDetails = LessonReader.Details(opening: html)?.isClosed == false
                }
            case .code where !isInDetails:
                let range = (block.lines.lowerBound - 1)...(block.lines.upperBound - 1)
                guard range.count > 1, lines.indices.contains(range.upperBound),
                    let kind = kind(lines[range.lowerBound], file: file, line: block.lines.lowerBound)
                else { continue }
                found.append((range, kind))
            default: continue
            }
        }
        return found
    }

    private static func kind(_ opening: Substring, file: String, line: Int) -> Kind? {
        guard let mark = opening.first, mark == "`" || mark == "~" else { return nil }
        let info = opening.drop { $0 == mark }.drop { $0 == " " }
        let word = info.prefix { !$0.isWhitespace }
        guard let attributes = try? FenceInfo(info.dropFirst(word.count), file: file, line: line) else { return nil }
        return word == "descent" ? .code(attributes) : word == "output" ? .output(attributes) : nil
    }
}

extension FrontMatter {
    /// The lines that the front matter takes with its fences; 0 where there is none.
    static func length(_ lines: [Substring]) -> Int {
        guard lines.first?.withoutTrailingSpaces == "---" else { return 0 }
        return lines.dropFirst().firstIndex { $0.withoutTrailingSpaces == "---" }.map { $0 + 1 } ?? 0
    }
}
