import Numbers

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

    /// The share of hits.
    ///
    /// - Parameters:
    ///   - output: row-major, `outputs` numbers per sample.
    ///   - target: row-major, `targets` numbers per sample.
    public func share(output: [Float], outputs: Int, target: [Float], targets: Int) -> Double {
        let samples = outputs > 0 ? output.count / outputs : 0
        guard samples > 0 else { return .nan }
        switch self {
        case .binary:
            let hits = zip(output, target).filter { ($0 > 0.5 ? 1 : 0) == $1 }.count
            return Double(hits) / Double(output.count)
        case .exact: return Double(zip(output, target).filter { $0 == $1 }.count) / Double(output.count)
        case .categorical, .sparseCategorical:
            var hits = 0
            for sample in 0..<samples {
                let row = output[sample * outputs..<(sample + 1) * outputs]
                let goal = target[sample * targets..<(sample + 1) * targets]
                let wanted =
                    self == .categorical ? Accuracy.argMax(goal) : goal.first.flatMap { Int(exactly: $0) } ?? -1
                if Accuracy.argMax(row) == wanted { hits += 1 }
            }
            return Double(hits) / Double(samples)
        }
    }

    /// Position of the first largest element.
    public static func argMax(_ row: ArraySlice<Float>) -> Int {
        var best = row.startIndex
        for index in row.indices where row[index] > row[best] { best = index }
        return best - row.startIndex
    }
}
