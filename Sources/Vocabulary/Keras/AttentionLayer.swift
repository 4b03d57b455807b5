import Answers
import Arrays
import Autograd
import Language
import Networks
import Tensors

/// Attention as Keras calls it: queries look at values, by keys that stand beside them.
///
/// Its inputs are the queries (steps, width), then, as far as they are given, the values, the keys, and what each query may look at.
/// Queries alone attend to themselves; values alone are their own keys.
struct AttentionLayer: Layer {
    let rule: any AttentionRule
    let givenName: String?
    /// Whether a query may look only at values up to its own place.
    var isCausal = false

    var kind: String { KerasName.snake(rule.word) }
    var summary: String { "\(rule.word)(\(rule.words.joined(separator: ", ")))" }
    var settings: [(name: String, value: LayerSetting)] { rule.settings }
    var callArguments: String { isCausal && !rule.isAlwaysCausal ? ", use_causal_mask=True" : "" }
    /// The output has a row for each query, and counts where that does.
    var goesByFirstMask: Bool { true }

    func mask(on tape: Tape, _ place: LayerPlace) -> Matrix? { place.mask }

    func plan(_ inputs: [[Int]]) throws -> LayerPlan { try onTensors(masked: []).plan(inputs) }

    func record(on tape: Tape, _ place: LayerPlace) throws -> Matrix {
        var place = place
        var masked: [Int] = []
        for (number, mask) in place.masks.prefix(3).enumerated() {
            guard let mask else { continue }
            masked.append(number)
            place.inputs.append(mask)
            place.shapes.append([place.shapes[number][0]])
        }
        return try onTensors(masked: masked).record(on: tape, place)
    }

    /// The same as operations on tensors, with the masks of some inputs behind these.
    private func onTensors(masked: [Int]) -> TensorLayer {
        TensorLayer(
            rule.word, rule.words, name: givenName,
            parameters: { [rule] shapes in try rule.parameters(rule.sequences(Array(shapes.dropLast(masked.count)))) }
        ) { call in
            let inputs = Array(call.inputs.dropLast(masked.count))
            var masks: [Tensor?] = [nil, nil, nil]
            for (place, mask) in zip(masked, call.inputs.suffix(masked.count)) { masks[place] = mask }
            return try attended(inputs, masks, call.parameters, isTraining: call.isTraining).output
        }
    }

    /// What the queries find.
    ///
    /// - Parameters:
    ///   - masks: of queries, values and keys: 1 for each step that counts.
    /// - Returns: a row for each query, and how much each looked at each value, (rows, heads, queries, values) with several heads.
    func attended(
        _ inputs: [Tensor], _ masks: [Tensor?], _ parameters: [Tensor], isTraining: Bool
    ) throws -> (output: Tensor, scores: Tensor) {
        let value = inputs.count > 1 ? inputs[1] : inputs[0]
        let parts = AttentionParts(
            query: inputs[0], value: value, key: inputs.count > 2 ? inputs[2] : value, parameters: parameters,
            isTraining: isTraining)
        _ = try rule.sequences(parts.shapes)
        var allowed = inputs.count > 3 ? try inputs[3].cast(to: .float32) : nil
        func allow(_ more: Tensor) throws { allowed = try allowed.map { try $0 * more } ?? more }
        if rule.seesQueryMask, let mask = masks[0] { try allow(mask.unsqueezed(2)) }
        if let mask = masks[1] { try allow(mask.unsqueezed(1)) }
        if rule.seesKeyMask, inputs.count > 2, let mask = masks[2] { try allow(mask.unsqueezed(1)) }
        if isCausal { try allow(parts.lowerTriangle()) }
        let shut = try allowed.map {
            try Tensor.compare(.equal, .tensor($0), .number(.float(0)), $0.recorder)
        }
        var (output, scores) = try rule.attend(parts, shut)
        if !rule.seesQueryMask, let mask = masks[0] { output = try output * mask.unsqueezed(2) }
        return (output, scores)
    }
}

/// What attention works on.
struct AttentionParts {
    let query, value, key: Tensor
    let parameters: [Tensor]
    let isTraining: Bool

    /// Of one example of each.
    var shapes: [[Int]] { [query, value, key].map { Array($0.shape.dropFirst()) } }

    /// (1, queries, values): 1 where the value's place is not behind the query's.
    func lowerTriangle() throws -> Tensor {
        let (queries, values) = (query.shape[1], value.shape[1])
        let ones = try query.recorder.full([1, queries, values], 1, .float32)
        return try Tensor.compare(
            .greaterEqual, .tensor(ones.runningSum(1)), .tensor(ones.runningSum(2)), ones.recorder
        ).cast(to: .float32)
    }
}

/// How queries, keys and values are made, and compared.
protocol AttentionRule: Sendable {
    /// Keras's class.
    var word: String { get }
    /// The arguments of the call that makes it.
    var words: [String] { get }
    var settings: [(name: String, value: LayerSetting)] { get }
    /// Whether queries that do not count see nothing; else their output is zeros.
    var seesQueryMask: Bool { get }
    var seesKeyMask: Bool { get }
    /// Whether it was made causal, and is so in every call.
    var isAlwaysCausal: Bool { get }
    /// What is learnt for one example each of queries, values and keys.
    func parameters(_ shapes: [[Int]]) throws -> [ParameterPlan]
    /// - Parameter shut: true where a query must not look, of a shape that broadcasts to (rows, queries, values); nil where it may
    ///   everywhere.
    func attend(_ parts: AttentionParts, _ shut: Tensor?) throws -> (output: Tensor, scores: Tensor)
}

extension AttentionRule {
    var isAlwaysCausal: Bool { false }

    /// The shapes of queries, values and keys.
    ///
    /// - Throws: `Mistake` for what is no sequence, and for keys of another length than the values.
    func sequences(_ given: [[Int]]) throws -> [[Int]] {
        guard let query = given.first, given.count <= 4 else {
            throw Mistake("\(word) is given \(given.count) inputs", expected: "a query and a value")
        }
        let value = given.count > 1 ? given[1] : query
        let shapes = [query, value, given.count > 2 ? given[2] : value]
        for shape in shapes where shape.count != 2 {
            throw Mistake(
                "\(word) is given examples of shape \(shape.shapeText)", expected: "sequences (steps, features)")
        }
        guard shapes[1][0] == shapes[2][0] else {
            throw Mistake(
                "\(word) is given \(shapes[1][0]) values and \(shapes[2][0]) keys", expected: "a key for each value"
            ).raised(
                as: "ValueError",
                "All dimensions of `value` and `key`, except the last one, must be equal.")
        }
        return shapes
    }
}
