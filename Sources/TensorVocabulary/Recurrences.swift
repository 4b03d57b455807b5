import Answers
import Arrays
import Autograd
import Language

/// `nn.RNN`, `nn.LSTM` and `nn.GRU`: a state that goes from step to step, by PyTorch's equations and gate order.
enum Recurrences {
    static let classes: [LayerClass] = [layer("RNN", gates: 1), layer("LSTM", gates: 4), layer("GRU", gates: 3)]

    private static func layer(_ name: String, gates: Int) -> LayerClass {
        var parameters = [
            Parameter("input_size", .int(.init(1, 1_073_741_824)), .required, "numbers of each step"),
            Parameter("hidden_size", .int(.init(1, 1_073_741_824)), .required, "numbers of the state"),
            Parameter("num_layers", .int(.init(1, 1000)), 1, "layers one above the other"),
        ]
        if name == "RNN" {
            parameters.append(Parameter("nonlinearity", .choice(["tanh", "relu"]), "tanh", "of the state"))
        }
        parameters += [
            Parameter("bias", .bool, true, "whether there are biases"),
            Parameter("batch_first", .bool, false, "whether the batch is the first axis"),
            Parameter("dropout", .number(.share), .value(.number(0)), "between layers, in training"),
            Parameter("bidirectional", .bool, false, "whether a second state goes from the last step to the first"),
        ]
        return LayerClass(
            name, "rnn", "a recurrent network over sequences; weights are drawn from U(±1/√hidden_size)", parameters,
            example: "3, 2",
            shown: { object in
                var text = "\(object.int("input_size")), \(object.int("hidden_size"))"
                if object.int("num_layers") != 1 { text += ", num_layers=\(object.int("num_layers"))" }
                if object.flag("batch_first") { text += ", batch_first=True" }
                if object.number("dropout") != 0 { text += ", dropout=\((object["dropout"] ?? .none).repr)" }
                if object.flag("bidirectional") { text += ", bidirectional=True" }
                return text
            },
            build: { object, args, context in
                let (inputs, hidden) = (try args.int("input_size"), try args.int("hidden_size"))
                let bound = 1 / Double(hidden).squareRoot()
                let hasBias = try args.bool("bias")
                let ways = try args.bool("bidirectional") ? ["", "_reverse"] : [""]
                for (layer, way) in (0..<(try args.int("num_layers"))).flatMap({ layer in ways.map { (layer, $0) } }) {
                    let width = layer == 0 ? inputs : hidden * ways.count
                    var tensors = [("weight_ih", [gates * hidden, width]), ("weight_hh", [gates * hidden, hidden])]
                    if hasBias { tensors += [("bias_ih", [gates * hidden]), ("bias_hh", [gates * hidden])] }
                    for (part, shape) in tensors {
                        object.set("\(part)_l\(layer)\(way)", try LayerClasses.uniform(shape, bound, args, context))
                    }
                }
            },
            open: { object, arguments, keywords, context in
                let start = arguments.count > 1 ? arguments[1] : keywords.first { $0.name == "hx" }?.value ?? .none
                if let packed = PackedSequences.packed(arguments.first ?? .none) {
                    return try run(name, object, packed.steps, start, context, lengths: packed.lengths)
                }
                let x = try context.requireTensor(arguments.first ?? .none, name.lowercased())
                return try run(name, object, x, start, context)
            })
    }

    /// - Parameter lengths: how many steps of each sequence count, where `given` is (steps, batch, inputs) of a packed one.
    private static func run(
        _ name: String, _ object: Instance, _ given: Tensor, _ start: Value, _ context: Context, lengths: [Int]? = nil
    ) throws -> Value {
        try check(name, object, given)
        let isSingle = given.ndim == 2
        let isTurned = object.flag("batch_first") && lengths == nil
        var x = isSingle ? try given.unsqueezed(1) : isTurned ? try given.transposed(0, 1) : given
        let counts = try lengths.map { try PackedSequences.masks(of: $0, steps: x.shape[0], context) }
        let (batch, hidden) = (x.shape[1], object.int("hidden_size"))
        let ways = object.flag("bidirectional") ? ["", "_reverse"] : [""]
        let layers = object.int("num_layers") * ways.count
        let states = start.elements?.map { $0.asThing(Tensor.self) } ?? [start.asThing(Tensor.self)]
        func first(_ place: Int, _ layer: Int) throws -> Tensor {
            guard place < states.count, let tensor = states[place] else {
                return context.recorder.tensor(try NDArray.zeros([batch, hidden], x.dtype, work: context.work))
            }
            return try begun(tensor, [layers, batch, hidden], isSingle: isSingle).selected(0, layer)
        }
        var (lastHidden, lastCell): ([Tensor], [Tensor]) = ([], [])
        for layer in 0..<object.int("num_layers") {
            var found: [Tensor] = []
            for (number, way) in ways.enumerated() {
                guard let wx = object.tensor("weight_ih_l\(layer)\(way)"),
                    let wh = object.tensor("weight_hh_l\(layer)\(way)")
                else { break }
                let (bx, bh) = (object.tensor("bias_ih_l\(layer)\(way)"), object.tensor("bias_hh_l\(layer)\(way)"))
                var h = try first(0, layer * ways.count + number)
                var c = name == "LSTM" ? try first(1, layer * ways.count + number) : h
                let inputs = try x.affine(wx, bx)
                let outputs = try swept(
                    inputs, backwards: number > 0, of: counts, &h, &c, context
                ) { a, h, c in try next(name, object, a, h.affine(wh, bh), h, c) }
                found.append(outputs)
                lastHidden.append(h)
                lastCell.append(c)
            }
            x = found.count == 1 ? found[0] : try Tensor.joined(found, along: 2)
            if object.number("dropout") > 0, layer + 1 < object.int("num_layers"), ModuleClass.isTraining(object) {
                x = try x.dropped(object.number("dropout"))
            }
        }
        func joined(_ all: [Tensor]) throws -> Value {
            let whole = try Tensor.stacked(all, along: 0)
            return .thing(isSingle ? try whole.squeezed([1]) : whole)
        }
        let out = isSingle ? try x.squeezed([1]) : isTurned ? try x.transposed(0, 1) : x
        let state = try name == "LSTM" ? Value.tuple([joined(lastHidden), joined(lastCell)]) : joined(lastHidden)
        if let lengths { return .tuple([PackedSequences.value(out, lengths, context), state]) }
        return .tuple([.thing(out), state])
    }

    /// - Throws: `Mistake` for inputs that are no sequences of as many numbers as the layer reads.
    private static func check(_ name: String, _ object: Instance, _ given: Tensor) throws {
        guard given.ndim == 3 || given.ndim == 2, given.shape[given.ndim - 1] == object.int("input_size") else {
            throw Mistake(
                "\(name) of \(object.int("input_size")) inputs gets shape \(given.shape.listText)",
                expected: object.flag("batch_first") ? "(batch, steps, inputs)" : "(steps, batch, inputs)"
            ).raised(
                as: "RuntimeError",
                given.ndim == 3 || given.ndim == 2
                    ? "input.size(-1) must be equal to input_size. Expected \(object.int("input_size")), got "
                        + "\(given.shape[given.ndim - 1])"
                    : "\(name): Expected input to be 2D or 3D, got \(given.ndim)D instead")
        }
    }

    /// States that were given to begin with, for all layers.
    private static func begun(_ tensor: Tensor, _ shape: [Int], isSingle: Bool) throws -> Tensor {
        let whole = isSingle && tensor.ndim == 2 ? try tensor.unsqueezed(1) : tensor
        guard whole.shape == shape else {
            let wanted = shape.map { "\($0)" }.joined(separator: ", ")
            throw Mistake("a state of shape \(tensor.shape.listText)", expected: "[\(wanted)]").raised(
                as: "RuntimeError", "Expected hidden size (\(wanted)), got \(tensor.shape.listText)")
        }
        return whole
    }

    /// The outputs of one layer in one direction; `h` and `c` become its last state and cell.
    ///
    /// - Parameters:
    ///   - inputs: what the inputs give, (steps, batch, …).
    ///   - counts: for each step, which sequences have it; nil where all have all.
    private static func swept(
        _ inputs: Tensor, backwards: Bool, of counts: [Tensor]?, _ h: inout Tensor, _ c: inout Tensor,
        _ context: Context, _ next: (_ input: Tensor, _ h: Tensor, _ c: Tensor) throws -> (Tensor, Tensor)
    ) throws -> Tensor {
        let steps = inputs.shape[0]
        var outputs: [Tensor] = []
        for step in backwards ? (0..<steps).reversed() : Array(0..<steps) {
            if context.work.isCancelled { throw Stopped() }
            let (state, cell) = try next(inputs.selected(0, step), h, c)
            guard let counts else {
                (h, c) = (state, cell)
                outputs.append(h)
                continue
            }
            // Where a sequence has ended, or has not begun from behind, its state stays.
            (h, c) = (try Tensor.choose(counts[step], state, h), try Tensor.choose(counts[step], cell, c))
            outputs.append(
                try Tensor.choose(counts[step], state, context.recorder.full(state.shape, 0, state.dtype)))
        }
        return try Tensor.stacked(backwards ? outputs.reversed() : outputs, along: 0)
    }

    /// The state and the cell after one step, of what the inputs and the state before give.
    static func next(
        _ name: String, _ object: Instance, _ a: Tensor, _ b: Tensor, _ h: Tensor, _ c: Tensor
    ) throws -> (Tensor, Tensor) {
        let hidden = object.int("hidden_size")
        func part(_ x: Tensor, _ gate: Int) throws -> Tensor { try x.narrowed(1, gate * hidden, hidden) }
        switch name {
        case "LSTM":
            let all = try a + b
            let keep = try part(all, 1).sigmoid() * c
            let cell = try keep + part(all, 0).sigmoid() * part(all, 2).tanh()
            return (try part(all, 3).sigmoid() * cell.tanh(), cell)
        case "GRU":
            let reset = try (part(a, 0) + part(b, 0)).sigmoid()
            let update = try (part(a, 1) + part(b, 1)).sigmoid()
            let new = try (part(a, 2) + reset * part(b, 2)).tanh()
            return (try (1 - update) * new + update * h, c)
        default:
            let all = try a + b
            return (try object["nonlinearity"]?.asText == "relu" ? all.relu() : all.tanh(), c)
        }
    }
}
