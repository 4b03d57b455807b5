internal import Answers
public import Tensors

/// Attention of a sequence to itself in several heads, with projections in and out (Vaswani et al. 2017).
///
/// `kernel` [d, 3d] makes queries, keys and values side by side (Keras keeps the three apart, PyTorch stacks them
/// transposed), `output_kernel` is [d, d].
public struct SelfAttentionLayer: Layer {
    let heads: Int
    let isCausal: Bool
    let initialiser: Initialiser
    /// `name=` of the call, nil where one is made up.
    public var givenName: String?

    /// - Parameters:
    ///   - heads: divides the features of the input.
    ///   - isCausal: whether a place may look only at itself and earlier ones.
    ///   - initialiser: of the kernels.
    public init(
        heads: Int, isCausal: Bool = false, initialiser: Initialiser = .glorotUniform, name: String? = nil
    ) {
        self.heads = heads
        self.isCausal = isCausal
        self.initialiser = initialiser
        givenName = name
    }

    /// `multi_head_attention`
    public var kind: String { "multi_head_attention" }
    /// `MultiHeadAttention(4, causal=True)`
    public var summary: String { "MultiHeadAttention(\(heads)" + (isCausal ? ", causal=True)" : ")") }

    /// (steps, d) stays; `kernel` (d, 3d), `bias` (3d,), `output_kernel` (d, d), `output_bias` (d,).
    ///
    /// - Throws: `Mistake` for a shape that is no sequence, and heads that do not divide its features.
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

    /// softmax(Q·Kᵀ/√k)·V in each head, k = d/heads, side by side and projected.
    ///
    /// - Throws: `Mistake` where some steps are masked.
    public func record(on tape: Tape, _ place: LayerPlace) throws -> Matrix {
        guard place.mask == nil else {
            throw Mistake(
                "attention does not pass over masked steps here", expected: "sequences of one length",
                try: "Embedding(…) without mask_zero")
        }
        let p = place.parameters
        let projected = tape.dense(place.inputs[0], weights: p[0], bias: p[1])
        return tape.dense(tape.attend(projected, heads: heads, isCausal: isCausal), weights: p[2], bias: p[3])
    }
}
