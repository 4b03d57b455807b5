public import Answers
import Numbers

/// A table of landscapes.
public struct Atlas: Presentable {
    /// `landscapes`.
    public static var kind: String { "landscapes" }

    /// In the order of the list.
    public let landscapes: [Landscape]

    /// A list of some of the catalogue's landscapes, or of all.
    public init(_ landscapes: [Landscape] = Landscape.all) { self.landscapes = landscapes }

    /// How many there are.
    public var summary: String { "\(landscapes.count) landscapes" }

    /// One row each: word, title, tags.
    public func table(width: Int) -> String {
        var rows = [["name", "minimum", "at", "tags"]]
        for landscape in landscapes {
            let places = landscape.minima.prefix(1).map { $0.short(4, dimension: landscape.dimension) }
            let more = landscape.minima.count > 1 ? " and \(landscape.minima.count - 1) more" : ""
            rows.append([
                landscape.name, landscape.minimum?.short(5) ?? "–", places.isEmpty ? "–" : places[0] + more,
                landscape.tags.map(\.rawValue).joined(separator: ", "),
            ])
        }
        return TextTable.lines(rows, width: width, leftColumns: [0, 2], indent: 0, overflow: .below)
            .joined(separator: "\n")
    }

    /// What they have in common to begin with.
    public var sentence: String {
        "\(landscapes.count) landscapes: \(landscapes.map(\.name).joined(separator: ", "))."
    }

    /// The landscapes, each as its own document.
    public var json: JSON { .array(landscapes.map(\.json)) }
}
