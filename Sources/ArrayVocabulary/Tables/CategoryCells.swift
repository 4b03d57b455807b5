import Answers
import Arrays
import Datasets
import Language
import Numbers

/// `series.cat`: the cells as places among their categories.
struct CategoryCells: Presentable {
    static let kind = "categories of a Series"
    package let series: Series
    var summary: String { "categories of \(series.summary)" }

    var categories: [String] {
        Set((0..<series.length).compactMap { series.column.text($0) }).sorted()
    }

    var codes: Series {
        let places = Dictionary(uniqueKeysWithValues: zip(categories, 0...))
        var codes = Series(
            Column(
                "",
                .numbers(
                    (0..<series.length).map { row in Double(series.column.text(row).flatMap { places[$0] } ?? -1) }),
                isWhole: true), labels: series.labels)
        codes.typeName = places.count <= 127 ? "int8" : "int16"
        return codes
    }
}
