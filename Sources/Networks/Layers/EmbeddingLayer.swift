internal import Answers
public import Tensors

/// A vector for each of `inputDimension` numbered things: characters, words, classes.
public struct EmbeddingLayer: Layer {
    let inputDimension: Int
    let outputDimension: Int
    let initialiser: Initialiser
    let regulariser: Regulariser?
    let constraint: Constraint?
    /// Whether class 0 fills up short sequences: its steps do not count for the layers that follow.
    let masksZero: Bool
    /// `name=` of the call, nil where one is made up.
    public var givenName: String?

    /// - Parameters:
    /// - inputDimension: how many classes there are, at least 1.
    /// - outputDimension: numbers in the vector of one.
    /// - initialiser: Keras's uniform(−0.05, 0.05).
    /// - regulariser, constraint: a penalty on the vectors, and what is done to them after every update.
    /// - masksZero: whether the steps of class 0 do not count: Keras's `mask_zero`.
    public init(
        inputDimension: Int, outputDimension: Int,
        initialiser: Initialiser = .uniform(low: -0.05, high: 0.05), regulariser: Regulariser? = nil,
        constraint: Constraint? = nil, masksZero: Bool = false, name: String? = nil
    ) {
        (self.regulariser, self.constraint) = (regulariser, constraint)
        self.masksZero = masksZero
        self.inputDimension = inputDimension
        self.outputDimension = outputDimension
        self.initialiser = initialiser
        givenName = name
    }

    /// `embedding`
    public var kind: String { "embedding" }
    /// Under Keras's names.
    public var settings: [(name: String, value: LayerSetting)] {
        [
            ("input_dim", .whole(inputDimension)), ("output_dim", .whole(outputDimension)),
            ("mask_zero", .flag(masksZero)),
        ]
    }
    /// `Embedding(28, 16)`
    public var summary: String {
        "Embedding(\(inputDimension), \(outputDimension)\(masksZero ? ", mask_zero=True" : ""))"
    }

    /// (steps,) of class numbers → (steps, output_dim); `embeddings` (input_dim, output_dim).
    public func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        guard inputDimension > 0, outputDimension > 0 else {
            throw Mistake("\(summary)", expected: "both dimensions at least 1")
        }
        let shape = try Self.one(inputs, "Embedding")
        return LayerPlan(
            output: shape + [outputDimension],
            parameters: [
                ParameterPlan(
                    "embeddings", [inputDimension, outputDimension], initialiser, regulariser: regulariser,
                    constraint: constraint)
            ])
    }

    /// Row k of the table for each class number k.
    public func record(on tape: Tape, _ place: LayerPlace) -> Matrix {
        tape.embed(place.inputs[0], table: place.parameters[0], rows: inputDimension)
    }

    /// 1 for each class number but 0, with `masksZero`.
    public func mask(on tape: Tape, _ place: LayerPlace) -> Matrix? {
        masksZero ? tape.rowsThatDiffer(place.inputs[0], from: 0, width: 1) : nil
    }
}
