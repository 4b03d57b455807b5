/// What training makes small: a function of a model's output and the target.
///
/// The loss of a batch is the mean over its rows (over all elements for the elementwise losses), as Keras's
/// `sum_over_batch_size` and PyTorch's `mean` have it; `reduction` chooses otherwise. Formulas: y output, t target,
/// e = y − t, C columns.
public struct Loss: Sendable, Equatable {
    /// Which function, with its settings.
    public enum Kind: Sendable, Equatable {
        /// e²
        case meanSquaredError
        /// |e|; the gradient at e = 0 is 0
        case meanAbsoluteError
        /// 100·|e| / max(|t|, 10⁻⁷)
        case meanAbsolutePercentageError
        /// (log(1 + max(y, 10⁻⁷)) − log(1 + max(t, 10⁻⁷)))²
        case meanSquaredLogarithmicError
        /// |e| ≤ δ ? e²/2 : δ(|e| − δ/2), Huber 1964
        case huber(delta: Double)
        /// |e| < β ? e²/2β : |e| − β/2, PyTorch `SmoothL1Loss`
        case smoothL1(beta: Double)
        /// log cosh e = |e| + log(1 + e^−2|e|) − log 2
        case logCosh
        /// −t log p − (1 − t) log(1 − p), of probabilities or of logits
        case binaryCrossEntropy(fromLogits: Bool, positiveWeight: Double)
        /// The same times (1 − p_t)^γ, Lin et al. 2017
        case binaryFocal(gamma: Double)
        /// −Σ t log p over a row; t one-hot or probabilities
        case categoricalCrossEntropy(fromLogits: Bool)
        /// The same with t a class number
        case sparseCategoricalCrossEntropy(fromLogits: Bool)
        /// −log-probability of class t; y are log-probabilities
        case negativeLogLikelihood
        /// Σ t log(t/y); Keras: of probabilities clipped to [10⁻⁷, 1]; PyTorch: y are log-probabilities
        case klDivergence
        /// max(0, 1 − t·y), t ∈ {−1, 1}; 0 counts as −1, as in Keras
        case hinge
        /// Its square
        case squaredHinge
        /// −cos(y, t) of each row (Keras); PyTorch gives +cos
        case cosineSimilarity
        /// y − t·log(y + 10⁻⁷); PyTorch: e^y − t·y of log-rates
        case poisson
    }

    /// What the sum of all terms is divided by: `mean` by the rows, or by rows times columns for the elementwise losses and
    /// PyTorch's KL divergence; `sum` by nothing; `batchMean` always by the rows.
    public enum Reduction: String, Sendable, CaseIterable { case mean, sum, batchMean = "batchmean" }
    /// Whose definition counts where the two differ; the kinds say where.
    public enum Framework: String, Sendable { case keras, pytorch }

    /// Which function.
    public var kind: Kind
    /// What the sum over the batch is divided by.
    public var reduction: Reduction
    /// Whose formula, where the two differ.
    public var framework: Framework
    /// Targets are mixed with the uniform distribution: t(1 − s) + s/C (binary: t(1 − s) + s/2).
    public var labelSmoothing: Double

    /// A loss with its settings; the defaults are Keras's.
    public init(
        _ kind: Kind, reduction: Reduction = .mean, framework: Framework = .keras, labelSmoothing: Double = 0
    ) {
        self.kind = kind
        self.reduction = reduction
        self.framework = framework
        self.labelSmoothing = labelSmoothing
    }

    /// (y − t)², mean over all numbers.
    public static let mse = Loss(.meanSquaredError)

    /// Keras's names, abbreviations included.
    public static let named: [(name: String, loss: Loss)] = [
        ("mean_squared_error", .mse), ("mse", .mse), ("mean_absolute_error", Loss(.meanAbsoluteError)),
        ("mae", Loss(.meanAbsoluteError)), ("mean_absolute_percentage_error", Loss(.meanAbsolutePercentageError)),
        ("mape", Loss(.meanAbsolutePercentageError)),
        ("mean_squared_logarithmic_error", Loss(.meanSquaredLogarithmicError)),
        ("msle", Loss(.meanSquaredLogarithmicError)), ("huber", Loss(.huber(delta: 1))),
        ("log_cosh", Loss(.logCosh)), ("logcosh", Loss(.logCosh)),
        ("binary_crossentropy", Loss(.binaryCrossEntropy(fromLogits: false, positiveWeight: 1))),
        ("bce", Loss(.binaryCrossEntropy(fromLogits: false, positiveWeight: 1))),
        ("binary_focal_crossentropy", Loss(.binaryFocal(gamma: 2))),
        ("categorical_crossentropy", Loss(.categoricalCrossEntropy(fromLogits: false))),
        ("sparse_categorical_crossentropy", Loss(.sparseCategoricalCrossEntropy(fromLogits: false))),
        ("kl_divergence", Loss(.klDivergence)), ("kullback_leibler_divergence", Loss(.klDivergence)),
        ("kld", Loss(.klDivergence)), ("hinge", Loss(.hinge)), ("squared_hinge", Loss(.squaredHinge)),
        ("cosine_similarity", Loss(.cosineSimilarity)), ("poisson", Loss(.poisson)),
    ]

    /// The loss of one of Keras's names, or nil.
    public init?(name: String) {
        guard let found = Loss.named.first(where: { $0.name == name }) else { return nil }
        self = found.loss
    }

    /// Keras's full name.
    public var name: String {
        switch kind {
        case .huber: "huber"
        case .smoothL1: "smooth_l1"
        case .binaryCrossEntropy: "binary_crossentropy"
        case .binaryFocal: "binary_focal_crossentropy"
        case .categoricalCrossEntropy: "categorical_crossentropy"
        case .sparseCategoricalCrossEntropy: "sparse_categorical_crossentropy"
        case .negativeLogLikelihood: "negative_log_likelihood"
        default: Loss.named.first { $0.loss.kind == kind }?.name ?? "loss"
        }
    }

    /// Whether a target is one class number per row of the output.
    public var targetsAreClasses: Bool {
        switch kind {
        case .sparseCategoricalCrossEntropy, .negativeLogLikelihood: true
        default: false
        }
    }

    /// Whether the loss is a mean over the columns of each row as well.
    var isElementwise: Bool {
        switch kind {
        case .categoricalCrossEntropy, .sparseCategoricalCrossEntropy, .negativeLogLikelihood, .klDivergence,
            .cosineSimilarity:
            false
        default: true
        }
    }
}
