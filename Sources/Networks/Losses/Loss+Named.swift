/// Losses that code names; words find all of them by their cards.
extension Loss {
    /// (y − t)², mean over all numbers.
    public static let mse = Loss("mean_squared_error", SquaredError(), call: "MeanSquaredError()")
    /// −t ln p − (1 − t) ln(1 − p) of probabilities.
    public static let binaryCrossEntropy = Loss(
        "binary_crossentropy", BinaryCrossEntropy(fromLogits: false), call: "BinaryCrossentropy()")
    /// −Σ t ln p of rows of probabilities and one-hot targets.
    public static let categoricalCrossEntropy = Loss(
        "categorical_crossentropy", CrossEntropy(fromLogits: false, isOfClasses: false),
        call: "CategoricalCrossentropy()")
    /// −ln p of the target class, of rows of probabilities.
    public static let sparseCategoricalCrossEntropy = Loss(
        "sparse_categorical_crossentropy", CrossEntropy(fromLogits: false, isOfClasses: true),
        call: "SparseCategoricalCrossentropy()")
    /// −cos of each row and its target.
    public static let cosineSimilarity = Loss(
        "cosine_similarity", CosineSimilarity(), call: "CosineSimilarity()")
}
