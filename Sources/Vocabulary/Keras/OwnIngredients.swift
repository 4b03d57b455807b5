import Answers
import Arrays
import Autograd
import Language
import Networks
import TensorVocabulary
import Tensors

/// What the learner wrote as functions or objects where Keras has names: activations, initializers, penalties, constraints.
enum OwnIngredients {
    static let coercions: [String: Registry.Coercion] = [
        OwnActivation.kind: { value, context in
            name(of: value).map { OwnActivation($0, OwnIngredient(value, context)) }
        },
        InitialiserValue.kind: { value, context in
            guard let name = name(of: value) else { return nil }
            let own = OwnIngredient(value, context)
            return InitialiserValue(
                initialiser: .own(OwnFilling { shape in try own.filled(shape) }), summary: "\(name)()")
        },
        ConstraintValue.kind: { value, context in
            guard let name = name(of: value) else { return nil }
            let own = OwnIngredient(value, context)
            return ConstraintValue(
                constraint: .own(OwnConstraint { own.constrained($0, $1) }), summary: "\(name)()", made: value)
        },
    ]

    /// A penalty that is a function; nil for what is none.
    static func penalty(_ value: Value, _ context: Context) throws -> RegulariserValue? {
        guard name(of: value) != nil else { return nil }
        let own = OwnIngredient(value, context)
        var regulariser = try Regulariser()
        regulariser.own = OwnPenalty { own.penalty($0, $1) }
        return RegulariserValue(regulariser: regulariser, made: value)
    }

    /// What a function, an object that can be called, or an operation of Keras's is called; nil for anything else.
    private static func name(of value: Value) -> String? {
        switch value {
        case .function(let function): return function.name
        case .word(let word) where word.name.hasPrefix("keras.ops.") || word.name.hasPrefix("tensorflow."):
            return word.name.split(separator: ".").last.map(String.init)
        default:
            guard let instance = value.asInstance, instance.overrides("__call__") else { return nil }
            return instance.className
        }
    }

    // MARK: Classes

    private static func base(_ name: String, _ module: String) -> NativeClass {
        NativeClass(
            name, module: "keras.src.\(module)",
            methods: [
                .init("get_config", []) { _, _, _ in .dict(Value.Dictionary([])) }
            ])
    }

    static let words: [Word] = [
        word("keras.regularizers.Regularizer", "penalties", "x", "0.1 * keras.ops.sum(keras.ops.abs(x))"),
        word("keras.constraints.Constraint", "constraints", "w", "keras.ops.clip(w, -1.0, 1.0)"),
        word("keras.initializers.Initializer", "initializers", "shape, dtype=None", "keras.ops.ones(shape) * 3"),
    ]

    private static func word(_ name: String, _ what: String, _ takes: String, _ gives: String) -> Word {
        let parts = name.split(separator: ".").map(String.init)
        return Word(
            name, aliases: ["tensorflow.\(name)"], family: "layers",
            summary: "the base class of \(what) of one's own, which say in __call__ what they do", returns: "class",
            examples: [
                """
                import keras
                class Mine(\(name)):
                    def __call__(self, \(takes)):
                        return \(gives)
                Mine()(\(what == "initializers" ? "(2, 2)" : "keras.ops.ones((2, 2))"))
                """
            ], seeAlso: ["Dense"], meaning: .type(base(parts[2], parts[1])))
    }
}

/// An activation that is a function of the learner's.
struct OwnActivation: Presentable {
    static let kind = "function"

    let activation: Activation
    var summary: String { activation.name }

    init(_ name: String, _ own: OwnIngredient) {
        activation = Activation(name) { columns, rowsPerExample in
            OwnActivationRun(own, columns: columns, rowsPerExample: rowsPerExample)
        }
    }
}

/// A function of the learner's at work in a network, which keeps what it throws.
final class OwnIngredient: OwnBody, @unchecked Sendable {
    private let call: OwnCall
    private var failure: (any Error)?

    init(_ function: Value, _ context: Context) {
        call = OwnCall(function, context)
        context.ownLayers.add(self)
    }

    func rethrow() throws {
        defer { failure = nil }
        if let failure { throw failure }
    }

    func keep(_ error: any Error) { failure = failure ?? error }

    /// What it gives for a tensor, with the tensor when it is to be differentiated by.
    func applied(to numbers: [Float], _ shape: [Int], isDifferentiated: Bool) throws -> (x: Tensor, y: Tensor) {
        let recorder = call.context.recorder
        let x = recorder.tensor(try NDArray(numbers, shape: shape))
        try x.requireGrad(isDifferentiated)
        return (x, try tensor(call(x)))
    }

    private func tensor(_ value: Value) throws -> Tensor {
        if let tensor = value.asThing(Tensor.self) { return tensor }
        return call.context.recorder.tensor(try call.context.array(value))
    }

    /// - Throws: what the function throws, and `Mistake` for numbers of another shape.
    func filled(_ shape: [Int]) throws -> [Float] {
        let made = try tensor(
            call.context.call(
                call.function, [.tuple(shape.map { .int($0) })], [(name: "dtype", value: .text("float32"))]))
        guard made.shape == shape else {
            throw Mistake(
                "the initializer gives shape \(made.shape.shapeText)",
                expected: "that of the weights, \(shape.shapeText)"
            ).raised(as: "ValueError")
        }
        return made.array.floats()
    }

    func penalty(_ numbers: [Float], _ shape: [Int]) -> (value: Double, slopes: [Float]) {
        do {
            let (x, y) = try applied(to: numbers, shape, isDifferentiated: true)
            guard let value = y.array.only?.asDouble else {
                throw Mistake(
                    "the penalty gives \(Phrase.count(y.count, "number"))", expected: "one: keras.ops.sum(…)"
                ).raised(as: "ValueError")
            }
            guard y.requiresGrad else { return (value, []) }
            return (value, try Tensor.gradients(of: [y], [], by: [x])[0]?.array.floats() ?? [])
        } catch {
            keep(error)
            return (.nan, [])
        }
    }

    func constrained(_ numbers: [Float], _ shape: [Int]) -> [Float] {
        do {
            let made = try applied(to: numbers, shape, isDifferentiated: false).y
            guard made.shape == shape else {
                throw Mistake(
                    "the constraint gives shape \(made.shape.shapeText)",
                    expected: "that of the weights, \(shape.shapeText)"
                ).raised(as: "ValueError")
            }
            return made.array.floats()
        } catch {
            keep(error)
            return numbers.map { _ in .nan }
        }
    }
}

/// A function of the learner's as the activation of a layer that is being computed.
private final class OwnActivationRun: ForeignFunction, @unchecked Sendable {
    private let own: OwnIngredient
    private let columns: Int
    private let rowsPerExample: Int
    private var kept: (x: Tensor, y: Tensor)?

    init(_ own: OwnIngredient, columns: Int, rowsPerExample: Int) {
        (self.own, self.columns, self.rowsPerExample) = (own, columns, rowsPerExample)
    }

    func forward(_ call: ForeignCall) -> Double {
        kept = nil
        let rows = call.batch * rowsPerExample
        do {
            let numbers = Array(UnsafeBufferPointer(start: call.inputs[0], count: rows * columns))
            let (x, y) = try own.applied(to: numbers, [rows, columns], isDifferentiated: call.isDifferentiable)
            guard y.shape == x.shape else {
                throw Mistake(
                    "the activation makes shape \(y.shape.shapeText) of \(x.shape.shapeText)",
                    expected: "a number for each output"
                ).raised(as: "ValueError")
            }
            for (place, value) in y.array.floats().enumerated() { call.output[place] = value }
            if call.isDifferentiable, y.requiresGrad { kept = (x, y) }
        } catch {
            own.keep(error)
            call.output.update(repeating: .nan, count: rows * columns)
        }
        return 0
    }

    func backward(_ call: ForeignCall, _ gradient: UnsafePointer<Float>, slope: Double) -> [[Float]?] {
        guard let kept else { return [] }
        self.kept = nil
        do {
            let numbers = Array(UnsafeBufferPointer(start: gradient, count: kept.y.count))
            let seed = kept.y.recorder.tensor(try NDArray(numbers, shape: kept.y.shape))
            return [try Tensor.gradients(of: [kept.y], [seed], by: [kept.x])[0]?.array.floats()]
        } catch {
            own.keep(error)
            return []
        }
    }
}
