import Answers
import Arrays
import Autograd
import Language
import Networks
import Numbers

/// The arguments that Keras's layers share, declared once.
enum LayerParameter {
    static let name = Parameter(
        "name", .optional(.text), .value(.none), "the layer's name; made up when absent", isKeywordOnly: true)

    static let inputShape = Parameter(
        "input_shape", .optional(.tuple(of: .optional(.int(.init(1, 1e6))))), .value(.none),
        "shape of one example, for the first layer; None for a length that the data tell", isKeywordOnly: true)

    static let inputDimension = Parameter(
        "input_dim", .optional(.int(.init(1, 1e6))), .value(.none), "the same for a flat example", isKeywordOnly: true)

    static func units(_ meaning: String) -> Parameter {
        Parameter("units", .int(.init(1, 100_000)), .required, meaning)
    }

    static func activation(_ standard: String?) -> Parameter {
        Parameter(
            "activation", .optional(function), .value(standard.map(Value.text) ?? .none), "function of each output")
    }

    /// A name, or the layer of an activation with settings of its own: `CELU(0.5)`.
    static let function = ValueType.oneOf([
        .choice(Activation.names), .thing([LayerValue.kind]), .thing([OwnActivation.kind]),
    ])

    static func initialiser(_ name: String, _ standard: String) -> Parameter {
        Parameter(
            name, .oneOf([.choice(Initialiser.names + ["torch_linear"]), .thing([InitialiserValue.kind])]),
            .value(.text(standard)), "how it is filled before training", isKeywordOnly: true)
    }

    static func regulariser(_ name: String, _ of: String) -> Parameter {
        Parameter(
            name, .optional(.thing([RegulariserValue.kind])), .value(.none), "penalty on the \(of)", isKeywordOnly: true
        )
    }

    static func constraint(_ name: String) -> Parameter {
        Parameter(
            name, .optional(.thing([ConstraintValue.kind])), .value(.none), "what is done to it after every update",
            isKeywordOnly: true)
    }
}

extension Arguments {
    func activation(_ name: String = "activation") throws -> Activation {
        if let own = optionalThing(name, as: OwnActivation.self) { return own.activation }
        if let value = optionalThing(name, as: LayerValue.self) {
            guard let layer = value.layer as? ActivationLayer else {
                throw mistake(
                    name, "\(value.summary) is no function of a layer's output", expected: "an activation",
                    try: "activation=\"relu\"")
            }
            return layer.activation
        }
        guard case .text(let text) = self[name] else { return .linear }
        guard let activation = Activation(name: text) else {
            throw mistake(
                name, "there is no activation '\(text)'", expected: Activation.names.joined(separator: ", "))
        }
        return activation
    }

    /// The penalty on what a layer gives: of factors.
    func activityPenalty() throws -> Regulariser? {
        guard let value = optionalThing("activity_regularizer", as: RegulariserValue.self) else { return nil }
        guard value.regulariser.own == nil else {
            throw mistake(
                "activity_regularizer", "a function as a penalty on outputs is not spoken here",
                expected: "l1, l2 or l1_l2", try: "self.add_loss(…) in a layer of your own")
        }
        return value.regulariser
    }

    func initialiser(_ name: String) throws -> Initialiser {
        if let value = optionalThing(name, as: InitialiserValue.self) { return value.initialiser }
        let text = try text(name)
        if text == "torch_linear" { return .torchLinear }
        guard let initialiser = Initialiser(name: text) else {
            throw mistake(
                name, "there is no initializer '\(text)'",
                expected: Initialiser.named.map(\.name).joined(separator: ", "))
        }
        return initialiser
    }

    func optionalText(_ name: String) -> String? {
        guard case .text(let text) = self[name] else { return nil }
        return text
    }

    /// `input_shape=` or `input_dim=`, whichever of them the word has for that purpose.
    func inputShape(among shapes: [Parameter]) throws -> [Int?]? {
        let names = shapes.map(\.name)
        if names.contains("input_shape"), let items = self["input_shape"].elements {
            return items.map { $0.asDouble.flatMap { Int(exactly: $0) } }
        }
        guard names.contains("input_dim"), self["input_dim"].asDouble != nil else { return nil }
        return [try int("input_dim")]
    }

    /// One number for both sides, or a pair.
    func pair(_ name: String) throws -> (height: Int, width: Int) {
        let items = try values(name).compactMap { $0.asDouble.flatMap { Int(exactly: $0) } }
        guard let first = items.first, items.count <= 2, let last = items.last else {
            throw mistake(name, "\(name) has \(items.count) sides", expected: "a number, or (height, width)")
        }
        return (first, last)
    }
}

/// An initializer made by a word: `HeNormal()`, `Constant(0.1)`.
struct InitialiserValue: Presentable {
    static var kind: String { "initializer" }
    let initialiser: Initialiser
    let summary: String
}

/// A penalty made by `l1`, `l2` or `l1_l2`.
struct RegulariserValue: Presentable {
    static var kind: String { "regularizer" }
    let regulariser: Regulariser
    /// The learner's function or object that it is, where it is one.
    var made: Value?
    var summary: String {
        if let made { return made.brief }
        let (a, b) = (regulariser.l1.short(), regulariser.l2.short())
        if regulariser.l1 == 0 { return "l2(\(b))" }
        return regulariser.l2 == 0 ? "l1(\(a))" : "l1_l2(l1=\(a), l2=\(b))"
    }
}

extension RegulariserValue {
    static let members: [Member] = [
        .method("get_config", of: RegulariserValue.self, returns: "dict", "the factors that make the same again", []) {
            penalty, _, _ in
            let factors = [("l1", penalty.regulariser.l1), ("l2", penalty.regulariser.l2)]
            let told = factors.filter { $0.1 != 0 }
            return .dict(Value.Dictionary((told.isEmpty ? factors : told).map { (.text($0.0), .number($0.1)) }))
        }
    ]
}

/// `regularizers.L2(0.01)(weights)`: the penalty on a tensor.
extension RegulariserValue: Callable {
    var callParameters: [Parameter] { [Parameter("x", .any, .required, "weights")] }

    func call(_ arguments: Arguments, _ context: Context) throws -> Value {
        .thing(try EagerNetwork.penalty(regulariser, context.kerasTensor(arguments["x"])))
    }
}

/// `initializers.HeNormal()(shape=(3, 4))`: an array as a layer's weights would be.
extension InitialiserValue: Callable {
    var callParameters: [Parameter] {
        [
            Parameter("shape", .oneOf([.int(.init(0, 1e8)), .tuple(of: .int(.init(0, 1e8)))]), .required, "its shape"),
            Parameter("dtype", .any, .value(.none), "has no effect: numbers are float32"),
        ]
    }

    func call(_ arguments: Arguments, _ context: Context) throws -> Value {
        let shape = try arguments.values("shape").compactMap(\.asInt)
        try MemoryRoom.check(4 * shape.reduce(1) { $0 * Double($1) }, for: "an array of shape \(shape.shapeText)") {
            _ in "a smaller shape"
        }
        var numbers = [Float](repeating: 0, count: shape.reduce(1, *))
        let seeds = context.session.kept(LayerSeeds.self) { LayerSeeds() }
        var stream = RandomStream(seed: context.session.seed &+ seeds.next(), purpose: "initializer")
        try numbers.withUnsafeMutableBufferPointer { numbers in
            try initialiser.fill(numbers, shape: shape, using: &stream, work: context.work)
        }
        return .thing(context.kerasRecorder.tensor(try NDArray(numbers, shape: shape)))
    }
}

/// A constraint on weights: `max_norm(2)`.
struct ConstraintValue: Presentable {
    static var kind: String { "constraint" }
    let constraint: Constraint
    let summary: String
    /// The learner's function or object that it is, where it is one.
    var made: Value?
}

/// `constraints.UnitNorm()(weights)`: the weights as they are to be.
extension ConstraintValue: Callable {
    var callParameters: [Parameter] { [Parameter("w", .any, .required, "weights")] }

    func call(_ arguments: Arguments, _ context: Context) throws -> Value {
        if let made { return try context.call(made, [arguments["w"]]) }
        let weights = try context.kerasTensor(arguments["w"])
        let numbers = constraint.applied(to: weights.array.floats(), shape: weights.shape)
        return .thing(context.kerasRecorder.tensor(try NDArray(numbers, shape: weights.shape)))
    }
}
