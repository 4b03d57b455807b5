import Answers
import Arrays
import Datasets
import Language
import ArrayVocabulary

extension Context {
    /// The inputs of an estimator: a table, an array of rows and columns, or a list of rows.
    func inputs(_ value: Value) throws -> Table {
        if let frame = value.asThing(Frame.self) {
            guard let target = frame.table.target else { return frame.table }
            return try frame.table.dropping([target])
        }
        if let items = value.elements, let first = items.first?.elements,
            items.contains(where: { $0.elements?.contains { $0.asText != nil } == true })
        {
            return try Table(
                (0..<first.count).map { place in
                    try Frame.column(
                        "x\(place)", .list(items.map { $0.elements?[safe: place] ?? .none }), rows: items.count, self)
                })
        }
        let array = try NumPyCall("fit", self).array(value, "X", .float64)
        guard array.ndim == 2 else {
            throw Mistake(
                "X has \(array.ndim) \(array.ndim == 1 ? "axis" : "axes"), of shape \(array.shape.shapeText)",
                expected: "rows and columns", try: "X.reshape(-1, 1)", argument: "X"
            ).raised(
                as: "ValueError",
                "Expected 2D array, got \(array.ndim)D array instead.\nReshape your data either using array.reshape(-1, 1) if "
                    + "your data has a single feature or array.reshape(1, -1) if it contains a single sample.")
        }
        let (rows, width, numbers) = (array.shape[0], array.shape[1], array.doubles())
        return try Table(
            (0..<width).map { column in
                if work.isCancelled { throw Stopped() }
                return Column(
                    "x\(column)", .numbers(try (0..<rows).map(stoppedBy: work) { numbers[$0 * width + column] }))
            })
    }
}

extension Table {
    /// The columns as an array of numbers.
    ///
    /// - Throws: `Mistake` naming a column that holds names.
    func array() throws -> NDArray {
        let design = try design()
        return try NDArray(design.values, shape: [design.count, design.width])
    }

    /// The same row by row.
    func design() throws -> Design {
        var values = [Double](repeating: 0, count: rowCount * columns.count)
        for (place, column) in columns.enumerated() {
            guard let numbers = column.numbers else {
                throw Mistake(
                    "column \"\(column.name)\" holds names such as \"\(column.text(0) ?? "")\"", expected: "numbers",
                    try: "OneHotEncoder() for it, in a ColumnTransformer", argument: "X"
                ).raised(as: "ValueError", "could not convert string to float: '\(column.text(0) ?? "nan")'")
            }
            for row in 0..<rowCount { values[row * columns.count + place] = numbers[row] }
        }
        return try Design(names: names, count: rowCount, values: values)
    }
}
