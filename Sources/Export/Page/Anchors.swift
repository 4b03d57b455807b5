import Markdown

/// The places of a page that links can lead to: each name once, headings under the names that Git hosts give them.
struct Anchors {
    private var taken: Set<String> = []

    /// An entry of the table of contents.
    struct Entry: Equatable {
        var level: Int
        var anchor: String
        var title: String
    }

    /// The headings of the page so far.
    private(set) var contents: [Entry] = []
    /// Of the heading that was set last.
    private(set) var level = 1

    /// A name that is free: `text`, or `text-1`, `text-2` … where it is taken.
    mutating func claim(_ text: String) -> String {
        var name = text
        var number = 0
        while !taken.insert(name).inserted {
            number += 1
            name = "\(text)-\(number)"
        }
        return name
    }

    /// The name and the level of a heading. No level is left out on the way down, since those who listen to a page go by them;
    /// the first belongs to the title.
    mutating func heading(_ written: Int, _ inlines: [MarkdownBlock.Inline]) -> Entry {
        level = Swift.min(Swift.max(2, written), level + 1)
        let title = inlines.plainText
        let entry = Entry(level: level, anchor: claim(Anchors.slug(title)), title: title)
        contents.append(entry)
        return entry
    }

    /// Lower case, blanks as hyphens, no other signs.
    static func slug(_ title: String) -> String {
        let kept = title.lowercased().filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" || $0 == "_" }
        let name = kept.split(separator: " ", omittingEmptySubsequences: false).joined(separator: "-")
        return name.isEmpty ? "section" : name
    }
}
