public import Answers
internal import Networks
internal import Optimizers
public import Training

extension LanguageModel {
    /// The kinds of networks that are made by name.
    public enum NetworkKind: String, Sendable, CaseIterable {
        /// Elman's simple recurrent network.
        case rnn
        /// Gated recurrent units (Cho et al. 2014).
        case gru
        /// Long short-term memory (Hochreiter & Schmidhuber 1997).
        case lstm
        /// Causal attention and dense layers in turn, normalised before each (Radford et al. 2019).
        case transformer
    }

    /// The least characters that a text must have: two rows, one to learn from and one to hold back.
    static func leastCharacters(context: Int) -> Int { 2 * (context + 1) }

    /// Counts of pairs of a text.
    ///
    /// - Parameter smoothing: α of `BigramCounts`.
    /// - Throws: `Mistake` for a text of fewer than two different characters, or a smoothing out of range; `Stopped`.
    public static func bigram(
        of text: String, named name: String = "text", smoothing: Double = 1, work: Work = Work()
    ) throws -> LanguageModel {
        let vocabulary = try CharacterVocabulary(of: text, work: work)
        let codes = try vocabulary.encode(text, argument: "text", work: work)
        return LanguageModel(
            kind: "bigram", vocabulary: vocabulary, textName: name, text: codes,
            engine: .counts(try BigramCounts(codes, characters: vocabulary.count, smoothing: smoothing)), context: 1)
    }

    /// A network that has learnt nothing yet, compiled with Adam (rate 0.003) and sparse categorical cross-entropy.
    ///
    /// - Parameters:
    ///   - context: characters of a row of the training data, at least 2.
    ///   - width: features at each step.
    ///   - layers: recurrent layers, or blocks of a transformer.
    ///   - heads: of each attention; divides the width.
    ///   - dropout: after each attention and dense part, or recurrent layer.
    ///   - seed: of the weights, the shuffling and the dropout.
    /// - Throws: `Mistake` for sizes that do not fit, and a text shorter than two rows; `Stopped`.
    public static func network(
        _ kind: NetworkKind, of text: String, named name: String = "text", context: Int = 64, width: Int = 64,
        layers: Int = 2, heads: Int = 4, dropout: Double = 0, seed: UInt64 = 0, work: Work = Work()
    ) throws -> LanguageModel {
        try Interval(2, 4096).whole.check(context, "context", standard: 64)
        try Interval(1, 4096).whole.check(width, "width", standard: 64)
        try Interval(1, 64).whole.check(layers, "layers", standard: 2)
        let vocabulary = try CharacterVocabulary(of: text, work: work)
        var stack: [any Layer] = [EmbeddingLayer(inputDimension: vocabulary.count, outputDimension: width)]
        switch kind {
        case .transformer:
            try Interval(1, Double(width)).whole.check(heads, "heads", standard: 4)
            guard width % heads == 0 else {
                throw Mistake(
                    "\(heads) heads do not divide the width of \(width)", expected: "a number of heads that divides it",
                    try: "heads=1", argument: "heads")
            }
            stack.append(PositionEmbeddingLayer())
            let drop: [any Layer] = dropout > 0 ? [try DropoutLayer(rate: dropout)] : []
            for _ in 0..<layers {
                stack.append(
                    ResidualLayer(
                        [LayerNormalizationLayer(epsilon: 1e-5), SelfAttentionLayer(heads: heads, isCausal: true)]
                            + drop))
                stack.append(
                    ResidualLayer(
                        [
                            LayerNormalizationLayer(epsilon: 1e-5),
                            DenseLayer(units: 4 * width, activation: .gelu), DenseLayer(units: width),
                        ] + drop))
            }
            stack.append(LayerNormalizationLayer(epsilon: 1e-5))
        case .rnn, .gru, .lstm:
            let cell: RecurrentLayer.Cell = kind == .rnn ? .simple : kind == .gru ? .gru : .lstm
            for _ in 0..<layers {
                stack.append(RecurrentLayer(cell, units: width, returnsSequences: true))
                if dropout > 0 { stack.append(try DropoutLayer(rate: dropout)) }
            }
        }
        stack.append(DenseLayer(units: vocabulary.count, activation: .softmax))
        let model = Model(Architecture(stack, inputShape: [context]), seed: seed)
        model.compile(
            TrainingPlan(
                optimizer: try Optimizer("Adam", rate: .constant(0.003)), loss: .sparseCategoricalCrossEntropy))
        return try LanguageModel(
            model, kind: kind.rawValue, vocabulary: vocabulary, of: text, named: name, work: work)
    }

    /// A network of the person's own: class numbers (context,) in, a row of as many numbers as there are characters out for each step.
    ///
    /// - Throws: `Mistake` where its shapes do not fit the text, where a layer looks ahead, and for a text shorter than two rows.
    public convenience init(
        _ model: Model, kind: String = "own", vocabulary: CharacterVocabulary? = nil, of text: String,
        named name: String = "text", work: Work = Work()
    ) throws {
        let vocabulary = try vocabulary ?? CharacterVocabulary(of: text, work: work)
        let codes = try vocabulary.encode(text, argument: "text", work: work)
        let network = try model.build(work: work)
        guard network.inputShapes.count == 1, network.inputShapes[0].count == 1,
            let context = network.inputShapes[0].first,
            network.outputShape == [context, vocabulary.count]
        else {
            throw Mistake(
                "the model makes \(network.outputShape.shapeText) of "
                    + network.inputShapes.map(\.shapeText).joined(separator: " and "),
                expected:
                    "(context, \(vocabulary.count)) of (context,): a row for the text's \(vocabulary.count) characters "
                    + "at each step", argument: "model")
        }
        try network.checkClasses([Float(vocabulary.count - 1)], input: 0)
        let least = LanguageModel.leastCharacters(context: context)
        guard codes.count >= least else {
            throw Mistake(
                "the text has \(Phrase.count(codes.count, "character")), fewer than two rows of \(context) + 1",
                expected: "at least \(least) characters",
                try: codes.count >= 6 ? "context=\(codes.count / 2 - 1)" : "alice()",
                argument: "text")
        }
        _ = try SteppedNetwork(network)
        self.init(
            kind: kind, vocabulary: vocabulary, textName: name, text: codes, engine: .network(model), context: context)
    }
}
