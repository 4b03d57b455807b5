import Answers
import Arrays
import Autograd
import Networks

/// Several heads, each with queries, keys and values of its own making (Vaswani et al. 2017).
struct MultiHeadRule: AttentionRule {
    let heads, keySize, valueSize: Int
    /// Features of the output; nil for those of the queries.
    let outputSize: Int?
    let hasBias: Bool
    let dropout: Double
    let isAlwaysCausal: Bool
    let kernelInitialiser, biasInitialiser: Initialiser

    var word: String { "MultiHeadAttention" }
    var words: [String] {
        ["\(heads)", "key_dim=\(keySize)"] + (valueSize == keySize ? [] : ["value_dim=\(valueSize)"])
            + (dropout == 0 ? [] : ["dropout=\(dropout.short())"]) + (hasBias ? [] : ["use_bias=False"])
            + (outputSize.map { ["output_shape=\($0)"] } ?? []) + (isAlwaysCausal ? ["causal=True"] : [])
    }
    var settings: [(name: String, value: LayerSetting)] {
        [
            ("num_heads", .whole(heads)), ("key_dim", .whole(keySize)), ("value_dim", .whole(valueSize)),
            ("dropout", .number(dropout)), ("use_bias", .flag(hasBias)),
        ]
    }
    var seesQueryMask: Bool { true }
    var seesKeyMask: Bool { true }

    func parameters(_ shapes: [[Int]]) throws -> [ParameterPlan] {
        func projection(_ name: String, _ kernel: [Int], _ bias: [Int]) -> [ParameterPlan] {
            [ParameterPlan("\(name)_kernel", kernel, kernelInitialiser)]
                + (hasBias ? [ParameterPlan("\(name)_bias", bias, biasInitialiser)] : [])
        }
        let width = outputSize ?? shapes[0][1]
        return projection("query", [shapes[0][1], heads, keySize], [heads, keySize])
            + projection("key", [shapes[2][1], heads, keySize], [heads, keySize])
            + projection("value", [shapes[1][1], heads, valueSize], [heads, valueSize])
            + projection("attention_output", [heads, valueSize, width], [width])
    }

    func attend(_ parts: AttentionParts, _ shut: Tensor?) throws -> (output: Tensor, scores: Tensor) {
        let step = hasBias ? 2 : 1
        func weights(_ number: Int) -> (kernel: Tensor, bias: Tensor?) {
            (parts.parameters[number * step], hasBias ? parts.parameters[number * step + 1] : nil)
        }
        /// (rows, steps, width) → (rows, heads, steps, size)
        func projected(_ x: Tensor, _ number: Int) throws -> Tensor {
            let (kernel, bias) = weights(number)
            let size = kernel.shape[2]
            let flat = try x.reshaped([x.shape[0] * x.shape[1], x.shape[2]])
            var made = try flat.matmul(kernel.reshaped([x.shape[2], heads * size]))
            if let bias { made = try made + bias.reshaped([heads * size]) }
            return try made.reshaped([x.shape[0], x.shape[1], heads, size]).permuted([0, 2, 1, 3])
        }
        let query = try projected(parts.query, 0) * (1 / Double(keySize).squareRoot())
        let (key, value) = (try projected(parts.key, 1), try projected(parts.value, 2))
        var scores = try query.matmul(key.transposed(2, 3))
        if let shut {
            let perHead = shut.ndim == 3 ? try shut.unsqueezed(1) : shut
            scores = try scores.filled(where: perHead, -1e30)
        }
        scores = try scores.softmax(3)
        let kept = parts.isTraining && dropout > 0 ? try scores.dropped(dropout) : scores
        let found = try kept.matmul(value).permuted([0, 2, 1, 3]).contiguous()
        let (rows, steps) = (parts.query.shape[0], parts.query.shape[1])
        let (kernel, bias) = weights(3)
        let width = kernel.shape[2]
        var output = try found.reshaped([rows * steps, heads * valueSize])
            .matmul(kernel.reshaped([heads * valueSize, width]))
        if let bias { output = try output + bias }
        return (try output.reshaped([rows, steps, width]), scores)
    }
}

/// Queries compared with keys as they are: by their products (Luong et al. 2015), or by a tanh of their sums (Bahdanau et al. 2015).
struct PlainAttentionRule: AttentionRule {
    let word: String
    let words: [String]
    /// Whether a sum of tanh compares, and not a product.
    let isAdditive: Bool
    /// Whether a factor is learnt: one number, or of `AdditiveAttention` one for each feature.
    let hasScale: Bool
    let hasWeight: Bool
    let dropout: Double

    var settings: [(name: String, value: LayerSetting)] {
        [("use_scale", .flag(hasScale)), ("dropout", .number(dropout))]
    }
    var seesQueryMask: Bool { false }
    var seesKeyMask: Bool { false }

    func parameters(_ shapes: [[Int]]) throws -> [ParameterPlan] {
        guard shapes[0][1] == shapes[2][1] else {
            throw Mistake(
                "\(word) compares queries of \(shapes[0][1]) features with keys of \(shapes[2][1])",
                expected: "as many features in both", try: "MultiHeadAttention(num_heads=1, key_dim=\(shapes[0][1]))")
        }
        let scale = word == "AdditiveAttention" ? [shapes[0][1]] : []
        return (hasScale ? [ParameterPlan("scale", scale, scale.isEmpty ? .ones : .glorotUniform)] : [])
            + (hasWeight ? [ParameterPlan("concat_score_weight", [], .ones)] : [])
    }

    func attend(_ parts: AttentionParts, _ shut: Tensor?) throws -> (output: Tensor, scores: Tensor) {
        var scores: Tensor
        if isAdditive {
            var bent = try parts.query.unsqueezed(2) + parts.key.unsqueezed(1)
            if word == "AdditiveAttention" {
                bent = try bent.tanh()
                if hasScale { bent = try bent * parts.parameters[0] }
            } else {
                if hasScale { bent = try bent * parts.parameters[0] }
                bent = try bent.tanh()
            }
            scores = try bent.sum([3], keepsAxes: false)
            if hasWeight, let weight = parts.parameters.last { scores = try scores * weight }
        } else {
            scores = try parts.query.matmul(parts.key.transposed(1, 2))
            if hasScale { scores = try scores * parts.parameters[0] }
        }
        if let shut { scores = try scores - shut.cast(to: .float32) * 1e9 }
        scores = try scores.softmax(2)
        let kept = parts.isTraining && dropout > 0 ? try scores.dropped(dropout) : scores
        return (try kept.matmul(parts.value), scores)
    }
}
