/// Keras's accuracies by name. `metrics=["accuracy"]` picks one of them by the shapes of target and output,
/// which is how a 784-output autoencoder comes to report arg-max accuracy over pixels.
public enum Accuracy: String, Sendable, CaseIterable {
    /// Target = (output > 0.5), elementwise; the target itself is compared unrounded, as Keras 3 does.
    case binary = "binary_accuracy"
    /// arg max of the target row = arg max of the output row.
    case categorical = "categorical_accuracy"
    /// Target class number = arg max of the output row.
    case sparseCategorical = "sparse_categorical_accuracy"
    /// Target equals output exactly, elementwise.
    case exact = "exact_accuracy"

    /// What `"accuracy"` means to Keras 3 (`compile_utils.get_metric`) for these widths.
    ///
    /// One output column: binary. Several outputs and as many target columns: categorical. Several outputs and one
    /// target column: sparse categorical.
    public static func meant(outputs: Int, targets: Int) -> Accuracy {
        if outputs == 1 { return .binary }
        return targets == outputs ? .categorical : .sparseCategorical
    }

    /// How many of how many are right: of the numbers for `binary` and `exact`, of the rows for the others.
    func hits<S: BinaryFloatingPoint>(
        _ output: UnsafePointer<S>, _ outputs: Int, _ target: UnsafePointer<S>, _ targets: Int, rows: Int
    ) -> (hits: Double, count: Int) {
        var hits = 0.0
        switch self {
        case .binary: for i in 0..<rows * outputs where (output[i] > 0.5 ? S(1) : 0) == target[i] { hits += 1 }
        case .exact: for i in 0..<rows * outputs where output[i] == target[i] { hits += 1 }
        case .categorical, .sparseCategorical:
            for row in 0..<rows {
                let goal = target + row * targets
                let wanted = self == .categorical ? Accuracy.argMax(goal, targets) : Int(exactly: goal[0]) ?? -1
                if Accuracy.argMax(output + row * outputs, outputs) == wanted { hits += 1 }
            }
        }
        return (hits, self == .binary || self == .exact ? rows * outputs : rows)
    }

    /// The position of the largest element, from the start of the slice; of the first among equals, and 0 of an empty one.
    public static func argMax(_ row: ArraySlice<Float>) -> Int {
        row.withUnsafeBufferPointer { row in row.baseAddress.map { argMax($0, row.count) } ?? 0 }
    }

    static func argMax<S: BinaryFloatingPoint>(_ row: UnsafePointer<S>, _ count: Int) -> Int {
        var best = 0
        for j in 0..<count where row[j] > row[best] { best = j }
        return best
    }
}
