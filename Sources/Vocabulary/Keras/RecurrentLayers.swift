import Answers
import Autograd
import Language
import Networks

/// Recurrent layers with Keras's settings; those that are unusual are computed step by step with operations on tensors.
enum RecurrentLayers {
    static let words: [Word] = [
        word("SimpleRNN", "h ← f(x·W + h·U + b)", .simple),
        word("GRU", "Gated recurrence with an update and a reset gate (Cho et al. 2014)", .gru),
        word("LSTM", "Gated recurrence with a cell that can keep (Hochreiter & Schmidhuber 1997)", .lstm),
    ]

    private static func word(_ name: String, _ summary: String, _ cell: RecurrentLayer.Cell) -> Word {
        let gate: [Parameter] =
            cell == .simple
            ? []
            : [
                Parameter(
                    "recurrent_activation", .choice(names), .value(.text("sigmoid")), "function of the gates")
            ]
        let rest: [Parameter] = [
            Parameter(
                "return_sequences", .bool, .value(.bool(false)), "the state at every step, not only at the last"),
            Parameter(
                "dropout", .number(.decayRate), .value(.number(0)),
                "while training, share of the inputs that is dropped"),
            Parameter(
                "recurrent_dropout", .number(.decayRate), .value(.number(0)),
                "while training, share of the state that is dropped on its way to the next step"),
            Parameter("go_backwards", .bool, .value(.bool(false)), "whether the last step is read first"),
            LayerParameter.initialiser("kernel_initializer", "glorot_uniform"),
            LayerParameter.initialiser("recurrent_initializer", "orthogonal"),
            LayerParameter.regulariser("kernel_regularizer", "weights of the inputs"),
            LayerParameter.regulariser("recurrent_regularizer", "weights of the state"),
        ]
        let same = ["unroll", "reset_after", "unit_forget_bias", "use_cudnn"].map {
            Parameter($0, .any, .value(.none), "has no effect here", isKeywordOnly: true)
        }
        let state = Parameter(
            "return_state", .bool, .value(.bool(false)),
            "whether a call gives [output, h], of an LSTM [output, h, c]", isKeywordOnly: true)
        let refused = Parameter(
            "stateful", .bool, .value(.bool(false)), "is refused: a layer begins at 0, or with initial_state",
            isKeywordOnly: true)
        return LayerWords.layer(
            name, summary,
            [LayerParameter.units("length of the state"), LayerParameter.activation("tanh")] + gate
                + rest.map { parameter in
                    var own = parameter
                    own.isKeywordOnly = true
                    return own
                } + same + [state, refused], example: "\(name)(16)"
        ) { arguments in
            if try arguments.bool("stateful") {
                throw arguments.mistake(
                    "stateful", "stateful is not spoken here", expected: "a layer that is handed its states",
                    try: "return_state=True, and initial_state= in the next call")
            }
            return try layer(cell, arguments)
        }
    }

    private static let names = [
        "sigmoid", "tanh", "relu", "linear", "hard_sigmoid", "softsign", "elu", "selu", "softplus",
    ]

    private static func function(_ name: String) -> (@Sendable (Tensor) throws -> Tensor)? {
        switch name {
        case "sigmoid": { try $0.sigmoid() }
        case "tanh": { try $0.tanh() }
        case "relu": { try $0.relu() }
        case "linear": { $0 }
        case "hard_sigmoid": { try $0.hardSigmoid() }
        case "softsign": { try $0.softsign() }
        case "elu": { try $0.elu(1) }
        case "selu": { try $0.selu() }
        case "softplus": { try $0.softplus() }
        default: nil
        }
    }

    private static func layer(_ cell: RecurrentLayer.Cell, _ arguments: Arguments) throws -> any Layer {
        var recurrence = Recurrence(
            cell: cell, units: try arguments.int("units"), activation: try arguments.activation(),
            sequences: try arguments.bool("return_sequences"), name: arguments.optionalText("name"))
        if cell != .simple { recurrence.gate = try arguments.text("recurrent_activation") }
        recurrence.givesStates = try arguments.bool("return_state")
        recurrence.backwards = try arguments.bool("go_backwards")
        recurrence.dropped = try arguments.number("dropout")
        recurrence.forgotten = try arguments.number("recurrent_dropout")
        recurrence.kernel = arguments.optionalThing("kernel_regularizer", as: RegulariserValue.self)?.regulariser
        recurrence.recurrent = arguments.optionalThing("recurrent_regularizer", as: RegulariserValue.self)?.regulariser
        let areInitialisersGiven =
            arguments.isGiven("kernel_initializer") || arguments.isGiven("recurrent_initializer")
        if !areInitialisersGiven, let usual = recurrence.usual { return usual }
        recurrence.kernelInitialiser = try arguments.initialiser("kernel_initializer")
        recurrence.recurrentInitialiser = try arguments.initialiser("recurrent_initializer")
        return try arguments.about("activation") { try stepwise(recurrence) }
    }

    /// A layer that would go through its steps in one piece, step by step.
    ///
    /// - Throws: `Mistake` for an activation that is no function of tensors here.
    static func stepwise(_ layer: RecurrentLayer) throws -> TensorLayer {
        try stepwise(
            Recurrence(
                cell: layer.cell, units: layer.units, activation: layer.activation,
                sequences: layer.returnsSequences, name: layer.givenName))
    }

    private static func stepwise(_ r: Recurrence) throws -> TensorLayer {
        guard let state = function(r.activation.name), let squash = function(r.gate) else {
            throw Mistake("\(r.word) has no \(r.activation.name)", expected: names.joined(separator: ", "))
        }
        var layer = TensorLayer(
            r.word, r.written,
            settings: [
                ("units", .whole(r.units)), ("activation", .text(r.activation.name)),
                ("return_sequences", .flag(r.sequences)),
            ],
            name: r.name, masks: r.sequences ? .keptAfterUse : .used, parameters: { try r.plans($0) }
        ) { try r.run($0, state: state, squash: squash) }
        layer.states = r.states
        layer.givesStates = r.givesStates
        return layer
    }
}

/// A recurrence with Keras's settings, computed step by step.
private struct Recurrence: Sendable {
    let cell: RecurrentLayer.Cell
    let units: Int
    let activation: Activation
    /// Whether the state at every step comes out.
    let sequences: Bool
    let name: String?
    /// The function of the gates.
    var gate = "sigmoid"
    var givesStates = false
    var backwards = false
    var dropped = 0.0
    var forgotten = 0.0
    var kernel: Regulariser?
    var recurrent: Regulariser?
    var kernelInitialiser = Initialiser.glorotUniform
    var recurrentInitialiser = Initialiser.orthogonal(gain: 1)

    /// Keras's class.
    var word: String { cell == .simple ? "SimpleRNN" : cell.rawValue.uppercased() }
    /// h, and of the LSTM c.
    var states: Int { cell == .lstm ? 2 : 1 }
    private var gates: Int { cell == .simple ? 1 : cell == .gru ? 3 : 4 }

    /// The layer that does the same in one piece; nil where settings are unusual.
    var usual: RecurrentLayer? {
        let isPlain =
            kernel == nil && recurrent == nil && dropped == 0 && forgotten == 0 && !backwards && !givesStates
        let areFunctionsPlain =
            cell == .simple ? activation.element != nil : activation == .tanh && gate == "sigmoid"
        guard isPlain, areFunctionsPlain else { return nil }
        return RecurrentLayer(cell, units: units, activation: activation, returnsSequences: sequences, name: name)
    }

    /// What is written in its call.
    var written: [String] {
        var words = ["\(units)"]
        if activation != .tanh { words.append("activation=\(activation.argument)") }
        if gate != "sigmoid" { words.append("recurrent_activation='\(gate)'") }
        if sequences { words.append("return_sequences=True") }
        if givesStates { words.append("return_state=True") }
        if dropped > 0 { words.append("dropout=\(dropped)") }
        if forgotten > 0 { words.append("recurrent_dropout=\(forgotten)") }
        if backwards { words.append("go_backwards=True") }
        return words
    }

    /// - Throws: `Mistake` for what is no sequence, and for first states of another length.
    func plans(_ shapes: [[Int]]) throws -> [ParameterPlan] {
        let shape = try SequenceAndImageLayers.extents(
            Array(shapes.prefix(1)), 2, word, "sequences (steps, features)")
        let first = shapes.dropFirst()
        guard first.isEmpty || first.count == states && first.allSatisfy({ $0 == [units] }) else {
            throw Mistake(
                "the states of \(word)(\(units)) are given in the shape "
                    + Phrase.list(first.map(\.shapeText)),
                expected: states == 1 ? "one of shape (\(units),)" : "two of shape (\(units),), h and c",
                argument: "initial_state")
        }
        let wide = gates * units
        let plans = [
            ParameterPlan("kernel", [shape[1], wide], kernelInitialiser, regulariser: kernel),
            ParameterPlan("recurrent_kernel", [units, wide], recurrentInitialiser, regulariser: recurrent),
            ParameterPlan("bias", [wide], cell == .lstm ? .forgetBias(units: units) : .zeros),
        ]
        return plans + (cell == .gru ? [ParameterPlan("recurrent_bias", [wide], .zeros)] : [])
    }

    /// The steps one after the other.
    ///
    /// - Parameters:
    ///   - state: the activation of what is written.
    ///   - squash: that of the gates.
    func run(
        _ call: TensorLayer.Call, state: (Tensor) throws -> Tensor, squash: (Tensor) throws -> Tensor
    ) throws -> Tensor {
        let (rows, steps) = (call.rows, call.x.shape[1])
        var x = call.x
        if call.isTraining, dropped > 0 {
            x = try x * x.recorder.full([rows, 1, x.shape[2]], 1, x.dtype).dropped(dropped)
        }
        let fed = try x.matmul(call.parameters[0]) + call.parameters[2]
        let zeros = try x.recorder.full([rows, units], 0, x.dtype)
        var h = call.inputs.count > 1 ? call.inputs[1] : zeros
        var c = call.inputs.count > 2 ? call.inputs[2] : zeros
        let keeps =
            call.isTraining && forgotten > 0
            ? try x.recorder.full([rows, units], 1, x.dtype).dropped(forgotten) : nil
        var given: [Tensor] = []
        func part(_ z: Tensor, _ number: Int) throws -> Tensor { try z.narrowed(1, number * units, units) }
        for number in 0..<steps {
            if x.recorder.work.isCancelled { throw Stopped() }
            let step = backwards ? steps - 1 - number : number
            let a = try fed.selected(1, step)
            let q = try (keeps.map { try h * $0 } ?? h).matmul(call.parameters[1])
            var (next, written) = (h, c)
            switch cell {
            case .simple: next = try state(a + q)
            case .gru:
                let q = try q + call.parameters[3]
                let z = try squash(part(a, 0) + part(q, 0))
                let r = try squash(part(a, 1) + part(q, 1))
                let g = try state(part(a, 2) + r * part(q, 2))
                next = try z * h + (1 - z) * g
            case .lstm:
                let z = try a + q
                written = try squash(part(z, 1)) * c + squash(part(z, 0)) * state(part(z, 2))
                next = try squash(part(z, 3)) * state(written)
            }
            if let mask = try call.mask?.narrowed(1, step, 1) {
                h = try mask * next + (1 - mask) * h
                c = try mask * written + (1 - mask) * c
            } else {
                (h, c) = (next, written)
            }
            if sequences { given.append(h) }
        }
        if !givesStates { return sequences ? try Tensor.stacked(given, along: 1) : h }
        return try Tensor.stacked((sequences ? given : [h]) + (states == 2 ? [h, c] : [h]), along: 1)
    }
}
