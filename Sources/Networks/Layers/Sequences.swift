internal import Numbers
public import Tensors

/// A vector for each of `inputDimension` numbered things: characters, words, classes.
public struct EmbeddingLayer: Layer {
    public var inputDimension: Int
    public var outputDimension: Int
    public var initialiser: Initialiser
    public var givenName: String?

    public init(
        inputDimension: Int, outputDimension: Int,
        initialiser: Initialiser = .uniform(low: -0.05, high: 0.05), name: String? = nil
    ) {
        self.inputDimension = inputDimension
        self.outputDimension = outputDimension
        self.initialiser = initialiser
        givenName = name
    }

    public var kind: String { "embedding" }
    public var summary: String { "Embedding(\(inputDimension), \(outputDimension))" }

    public func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        guard inputDimension > 0, outputDimension > 0 else {
            throw Mistake("\(summary)", expected: "both dimensions at least 1")
        }
        let shape = try Self.one(inputs, "Embedding")
        return LayerPlan(
            output: shape + [outputDimension],
            parameters: [ParameterPlan("embeddings", [inputDimension, outputDimension], initialiser)])
    }

    public func record(on tape: Tape, _ place: LayerPlace) -> Matrix {
        tape.embed(place.inputs[0], table: place.parameters[0], rows: inputDimension)
    }
}

/// A learnt vector for each position of a sequence, added to what stands there.
public struct PositionEmbeddingLayer: Layer {
    public var initialiser: Initialiser
    public var givenName: String?

    public init(initialiser: Initialiser = .uniform(low: -0.05, high: 0.05), name: String? = nil) {
        self.initialiser = initialiser
        givenName = name
    }

    public var kind: String { "position_embedding" }
    public var summary: String { "PositionEmbedding()" }

    public func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        let shape = try Self.sequence(inputs, "PositionEmbedding")
        return LayerPlan(output: shape, parameters: [ParameterPlan("embeddings", shape, initialiser)])
    }

    public func record(on tape: Tape, _ place: LayerPlace) -> Matrix {
        tape.addRows(place.inputs[0], place.parameters[0])
    }
}

/// The mean over all steps of a sequence, or over all pixels of an image.
public struct GlobalAveragePoolingLayer: Layer {
    public var givenName: String?

    public init(name: String? = nil) { givenName = name }

    public var kind: String { "global_average_pooling" }
    public var summary: String { "GlobalAveragePooling()" }

    public func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        let shape = try Self.one(inputs, "GlobalAveragePooling")
        guard shape.count > 1 else {
            throw Mistake("\(kind) is given examples of shape \(shape.shapeText)", expected: "a sequence or an image")
        }
        return LayerPlan(output: [shape.exampleColumns])
    }

    public func record(on tape: Tape, _ place: LayerPlace) -> Matrix { tape.meanOfRows(place.inputs[0]) }
}

/// Attention of a sequence to itself in several heads, with projections in and out (Vaswani et al. 2017).
///
/// `kernel` [d, 3d] makes queries, keys and values side by side (Keras keeps the three apart, PyTorch stacks them
/// transposed), `output_kernel` is [d, d].
public struct SelfAttentionLayer: Layer {
    public var heads: Int
    public var isCausal: Bool
    public var initialiser: Initialiser
    public var givenName: String?

    public init(
        heads: Int, isCausal: Bool = false, initialiser: Initialiser = .glorotUniform, name: String? = nil
    ) {
        self.heads = heads
        self.isCausal = isCausal
        self.initialiser = initialiser
        givenName = name
    }

    public var kind: String { "multi_head_attention" }
    public var summary: String { "MultiHeadAttention(\(heads)" + (isCausal ? ", causal=True)" : ")") }

    public func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        let shape = try Self.sequence(inputs, "MultiHeadAttention")
        let width = shape[1]
        guard heads > 0, width % heads == 0 else {
            throw Mistake(
                "\(heads) heads do not divide the \(width) features of the input",
                expected: "a number of heads that divides \(width)")
        }
        return LayerPlan(
            output: shape,
            parameters: [
                ParameterPlan("kernel", [width, 3 * width], initialiser),
                ParameterPlan("bias", [3 * width], .zeros),
                ParameterPlan("output_kernel", [width, width], initialiser),
                ParameterPlan("output_bias", [width], .zeros),
            ])
    }

    public func record(on tape: Tape, _ place: LayerPlace) -> Matrix {
        let p = place.parameters
        let projected = tape.dense(place.inputs[0], weights: p[0], bias: p[1])
        return tape.dense(tape.attend(projected, heads: heads, isCausal: isCausal), weights: p[2], bias: p[3])
    }
}

extension Layer {
    /// The one input shape of a layer that reads a sequence of feature rows.
    static func sequence(_ inputs: [[Int]], _ name: String) throws -> [Int] {
        let shape = try one(inputs, name)
        guard shape.count == 2 else {
            throw Mistake(
                "\(name) is given examples of shape \(shape.shapeText)", expected: "sequences (steps, features)")
        }
        return shape
    }
}
