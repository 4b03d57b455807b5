import Answers
import Arrays
import Autograd
import Language
import Networks
import Tensors

/// `a * b + 1` in a model that is being composed: Keras's operations, which are no layers of the model.
extension SymbolicTensor: Operable {
    func applying(
        _ operation: BinaryOperator, _ other: Value, isRight: Bool, _ context: Context
    ) throws -> Value? {
        guard let rule = ArithmeticLayer.Rule(rawValue: operation.rawValue) else { return nil }
        let layer: ArithmeticLayer
        let inputs: [SymbolicTensor]
        if let tensor = other.asThing(SymbolicTensor.self) {
            (layer, inputs) = (
                ArithmeticLayer(rule: rule, number: nil, isRight: false), isRight ? [tensor, self] : [self, tensor]
            )
        } else if let number = other.asDouble, rule != .matmul {
            (layer, inputs) = (ArithmeticLayer(rule: rule, number: number, isRight: isRight), [self])
        } else if other.array != nil || other.asThing(Tensor.self) != nil {
            throw Mistake(
                "a symbolic tensor \(operation.rawValue) an array", expected: "a number, or another symbolic tensor",
                try: "keras.layers.Lambda(lambda x: x \(operation.rawValue) array)(x)")
        } else {
            return nil
        }
        let made = SymbolicTensor(
            layer: layer, identity: LayerIdentity(name: context.madeNames.next(layer.kind)), inputs: inputs)
        try made.checkShape()
        return .thing(made)
    }

    func applying(_ operation: UnaryOperator) throws -> Value? { nil }
}

/// One operation on two tensors, or on a tensor and a number.
struct ArithmeticLayer: OperationLayer {
    /// What is done, as it is written.
    enum Rule: String {
        case add = "+"
        case subtract = "-"
        case multiply = "*"
        case divide = "/"
        case power = "**"
        case matmul = "@"
    }

    let rule: Rule
    /// One side; nil for a second tensor.
    let number: Double?
    /// Whether the number stands on the left.
    let isRight: Bool

    /// Keras's class.
    private var word: String {
        switch rule {
        case .add: "Add"
        case .subtract: "Subtract"
        case .multiply: "Multiply"
        case .divide: "TrueDivide"
        case .power: "Power"
        case .matmul: "Matmul"
        }
    }
    var kind: String { KerasName.snake(word) }
    var summary: String { "\(word)(\(number.map { "\($0)" } ?? ""))" }

    func expression(_ sources: [String]) -> String {
        guard let number else { return "\(sources[0]) \(rule.rawValue) \(sources[1])" }
        let sides = isRight ? ["(\(number))", sources[0]] : [sources[0], "(\(number))"]
        return sides.joined(separator: " \(rule.rawValue) ")
    }

    private var onTensors: TensorLayer {
        TensorLayer(
            word, [], name: nil,
            parameters: { [rule] shapes in
                guard shapes.count == 2 else { return [] }
                let texts = shapes.map(\.shapeText).joined(separator: " \(rule.rawValue) ")
                guard shapes[0].count == shapes[1].count else {
                    throw Mistake(
                        "examples of shapes \(texts)", expected: "as many axes on both sides",
                        try: "keras.layers.Reshape((1, 4))(x)")
                }
                let fits =
                    rule == .matmul
                    ? shapes[0].count > 1 && shapes[0].last == shapes[1].dropLast().last
                        && shapes[0].dropLast(2) == shapes[1].dropLast(2)
                    : zip(shapes[0], shapes[1]).allSatisfy { $0 == $1 || $0 == 1 || $1 == 1 }
                guard fits else {
                    throw Mistake(
                        "examples of shapes \(texts)",
                        expected: rule == .matmul
                            ? "matrices whose inner lengths agree" : "lengths that agree, or are 1"
                    ).raised(as: "ValueError", "Shapes do not match: examples of \(texts)")
                }
                return []
            }
        ) { [self] call in
            guard number == nil else { return try computed(call.x) }
            let (a, b) = (call.inputs[0], call.inputs[1])
            switch rule {
            case .add: return try a + b
            case .subtract: return try a - b
            case .multiply: return try a * b
            case .divide: return try a / b
            case .power: return try Tensor.power(.tensor(a), .tensor(b), a.recorder)
            case .matmul: return try a.matmul(b)
            }
        }
    }

    private func computed(_ x: Tensor) throws -> Tensor {
        let number = number ?? 0
        switch rule {
        case .add: return try x + number
        case .subtract: return try isRight ? number - x : x - number
        case .multiply: return try x * number
        case .divide: return try isRight ? number / x : x / number
        case .power:
            let (base, exponent): (TensorOperand, TensorOperand) =
                isRight ? (.number(.float(number)), .tensor(x)) : (.tensor(x), .number(.float(number)))
            return try Tensor.power(base, exponent, x.recorder)
        case .matmul: return x
        }
    }

    func plan(_ inputs: [[Int]]) throws -> LayerPlan { try onTensors.plan(inputs) }
    func record(on tape: Tape, _ place: LayerPlace) throws -> Matrix { try onTensors.record(on: tape, place) }
}
