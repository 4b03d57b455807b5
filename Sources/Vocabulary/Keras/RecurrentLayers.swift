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
        let refused = ["return_state", "stateful"].map {
            Parameter(
                $0, .bool, .value(.bool(false)), "is refused: a layer gives one tensor, and begins at 0",
                isKeywordOnly: true)
        }
        return LayerWords.layer(
            name, summary,
            [LayerParameter.units("length of the state"), LayerParameter.activation("tanh")] + gate
                + rest.map { parameter in
                    var own = parameter
                    own.isKeywordOnly = true
                    return own
                } + same + refused, example: "\(name)(16)"
        ) { arguments in
            for name in ["return_state", "stateful"] where try arguments.bool(name) {
                throw arguments.mistake(
                    name, "\(name) is not spoken here", expected: "a layer that gives its output alone",
                    try: "return_sequences=True for all its states")
            }
            return try layer(cell, name, arguments)
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

    private static func layer(
        _ cell: RecurrentLayer.Cell, _ word: String, _ arguments: Arguments
    ) throws -> any Layer {
        let units = try arguments.int("units")
        let activation = try arguments.activation()
        let gate = cell == .simple ? "sigmoid" : try arguments.text("recurrent_activation")
        let (sequences, backwards) = (try arguments.bool("return_sequences"), try arguments.bool("go_backwards"))
        let (dropped, forgotten) = (try arguments.number("dropout"), try arguments.number("recurrent_dropout"))
        let name = arguments.optionalText("name")
        let kernel = arguments.optionalThing("kernel_regularizer", as: RegulariserValue.self)?.regulariser
        let recurrent = arguments.optionalThing("recurrent_regularizer", as: RegulariserValue.self)?.regulariser
        let areUsual =
            !arguments.isGiven("kernel_initializer") && !arguments.isGiven("recurrent_initializer") && kernel == nil
            && recurrent == nil
        if areUsual, cell == .simple || (activation == .tanh && gate == "sigmoid"), dropped == 0, forgotten == 0,
            !backwards, cell != .simple || activation.element != nil
        {
            return RecurrentLayer(
                cell, units: units, activation: activation, returnsSequences: sequences, name: name)
        }
        guard let state = function(activation.name), let squash = function(gate) else {
            throw arguments.mistake(
                "activation", "\(word) has no \(activation.name)", expected: names.joined(separator: ", "))
        }
        let kernelInitialiser = try arguments.initialiser("kernel_initializer")
        let recurrentInitialiser = try arguments.initialiser("recurrent_initializer")
        let gates = cell == .simple ? 1 : cell == .gru ? 3 : 4
        var words = ["\(units)"]
        if activation != .tanh { words.append("activation=\(activation.argument)") }
        if gate != "sigmoid" { words.append("recurrent_activation='\(gate)'") }
        if sequences { words.append("return_sequences=True") }
        if dropped > 0 { words.append("dropout=\(dropped)") }
        if forgotten > 0 { words.append("recurrent_dropout=\(forgotten)") }
        if backwards { words.append("go_backwards=True") }
        return TensorLayer(
            word, words,
            settings: [
                ("units", .whole(units)), ("activation", .text(activation.name)),
                ("return_sequences", .flag(sequences)),
            ],
            name: name, masks: sequences ? .keptAfterUse : .used,
            parameters: { shapes in
                let shape = try SequenceAndImageLayers.extents(shapes, 2, word, "sequences (steps, features)")
                let wide = gates * units
                let plans = [
                    ParameterPlan("kernel", [shape[1], wide], kernelInitialiser, regulariser: kernel),
                    ParameterPlan("recurrent_kernel", [units, wide], recurrentInitialiser, regulariser: recurrent),
                    ParameterPlan("bias", [wide], cell == .lstm ? .forgetBias(units: units) : .zeros),
                ]
                return plans + (cell == .gru ? [ParameterPlan("recurrent_bias", [wide], .zeros)] : [])
            }
        ) { call in
            let (rows, steps) = (call.rows, call.x.shape[1])
            var x = call.x
            if call.isTraining, dropped > 0 {
                x = try x * x.recorder.full([rows, 1, x.shape[2]], 1, x.dtype).dropped(dropped)
            }
            let fed = try x.matmul(call.parameters[0]) + call.parameters[2]
            var h = try x.recorder.full([rows, units], 0, x.dtype)
            var c = h
            let keeps =
                call.isTraining && forgotten > 0
                ? try x.recorder.full([rows, units], 1, x.dtype).dropped(forgotten) : nil
            var states: [Tensor] = []
            func part(_ z: Tensor, _ number: Int) throws -> Tensor { try z.narrowed(1, number * units, units) }
            for number in 0..<steps {
                if x.recorder.work.isCancelled { throw Stopped() }
                let step = backwards ? steps - 1 - number : number
                let a = try fed.selected(1, step)
                let q = try (keeps.map { try h * $0 } ?? h).matmul(call.parameters[1])
                var (next, cell) = (h, c)
                switch gates {
                case 1: next = try state(a + q)
                case 3:
                    let q = try q + call.parameters[3]
                    let z = try squash(part(a, 0) + part(q, 0))
                    let r = try squash(part(a, 1) + part(q, 1))
                    let g = try state(part(a, 2) + r * part(q, 2))
                    next = try z * h + (1 - z) * g
                default:
                    let z = try a + q
                    cell = try squash(part(z, 1)) * c + squash(part(z, 0)) * state(part(z, 2))
                    next = try squash(part(z, 3)) * state(cell)
                }
                if let mask = try call.mask?.narrowed(1, step, 1) {
                    h = try mask * next + (1 - mask) * h
                    c = try mask * cell + (1 - mask) * c
                } else {
                    (h, c) = (next, cell)
                }
                states.append(h)
            }
            return sequences ? try Tensor.stacked(states, along: 1) : h
        }
    }
}
