public import Answers
import Numbers

/// A table of landscapes.
public struct Atlas: Presentable {
    public static var kind: String { "landscapes" }

    public let landscapes: [Landscape]

    public init(_ landscapes: [Landscape] = Landscape.all) { self.landscapes = landscapes }

    public var summary: String { "\(landscapes.count) landscapes" }

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

    public var sentence: String {
        "\(landscapes.count) landscapes: \(landscapes.map(\.name).joined(separator: ", "))."
    }

    public var json: JSON { .array(landscapes.map(\.json)) }
}
