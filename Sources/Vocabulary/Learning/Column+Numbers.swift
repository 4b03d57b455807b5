import Answers
import Datasets

extension Column {
    /// Its numbers, or the refusal of the transformer of that name.
    ///
    /// - Throws: `Mistake` (Python's ValueError) where it holds names.
    func numbers(for name: String) throws -> [Double] {
        guard let numbers else {
            throw Mistake(
                "\(name): column \"\(self.name)\" holds names such as \"\(text(0) ?? "")\"",
                expected: "numbers",
                try: "OneHotEncoder() for it, in a ColumnTransformer"
            ).raised(as: "ValueError", "could not convert string to float: '\(text(0) ?? "nan")'")
        }
        return numbers
    }
}
