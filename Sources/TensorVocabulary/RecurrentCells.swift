import Answers
import Arrays
import Autograd
import Language

/// `nn.RNNCell`, `nn.LSTMCell` and `nn.GRUCell`: one step of a recurrence.
enum RecurrentCells {
    static let classes: [LayerClass] = [cell("RNN", gates: 1), cell("LSTM", gates: 4), cell("GRU", gates: 3)]

    private static func cell(_ kind: String, gates: Int) -> LayerClass {
        let name = kind + "Cell"
        var parameters = [
            Parameter("input_size", .int(.init(1, 1_073_741_824)), .required, "numbers of a step"),
            Parameter("hidden_size", .int(.init(1, 1_073_741_824)), .required, "numbers of the state"),
            Parameter("bias", .bool, true, "whether there are biases"),
        ]
        if kind == "RNN" {
            parameters.append(Parameter("nonlinearity", .choice(["tanh", "relu"]), "tanh", "of the state"))
        }
        return LayerClass(
            name, "rnn", "one step of a recurrent network; weights are drawn from U(±1/√hidden_size)", parameters,
            example: "3, 2",
            shown: { object in
                var text = "\(object.int("input_size")), \(object.int("hidden_size"))"
                if object.tensor("bias_ih") == nil { text += ", bias=False" }
                if object["nonlinearity"]?.asText == "relu" { text += ", nonlinearity=relu" }
                return text
            },
            build: { object, args, context in
                let (inputs, hidden) = (try args.int("input_size"), try args.int("hidden_size"))
                let bound = 1 / Double(hidden).squareRoot()
                for (part, width) in [("weight_ih", inputs), ("weight_hh", hidden)] {
                    object.set(part, try LayerClasses.uniform([gates * hidden, width], bound, args, context))
                }
                let hasBias = try args.bool("bias")
                for part in ["bias_ih", "bias_hh"] {
                    object.set(
                        part, hasBias ? try LayerClasses.uniform([gates * hidden], bound, args, context) : .none)
                }
            },
            open: { object, arguments, keywords, context in
                if let foreign = keywords.first(where: { !["input", "hx"].contains($0.name) }) {
                    throw Mistake("\(name) has no argument \(foreign.name)", expected: "input, hx").raised(
                        as: "TypeError", "\(name).forward() got an unexpected keyword argument '\(foreign.name)'")
                }
                func given(_ place: Int, _ name: String) -> Value {
                    place < arguments.count
                        ? arguments[place] : keywords.first { $0.name == name }?.value ?? .none
                }
                return try step(
                    kind, object, context.requireTensor(given(0, "input"), name.lowercased()), given(1, "hx"), context)
            })
    }

    private static func step(
        _ kind: String, _ object: Instance, _ input: Tensor, _ start: Value, _ context: Context
    ) throws -> Value {
        let (inputs, hidden) = (object.int("input_size"), object.int("hidden_size"))
        guard input.ndim == 1 || input.ndim == 2 else {
            throw Mistake("\(kind)Cell gets shape \(input.shape.listText)", expected: "(batch, inputs)").raised(
                as: "ValueError", "\(kind)Cell: Expected input to be 1D or 2D, got \(input.ndim)D instead")
        }
        let x = input.ndim == 1 ? try input.unsqueezed(0) : input
        guard x.shape[1] == inputs else {
            throw Mistake(
                "\(kind)Cell of \(inputs) inputs gets shape \(input.shape.listText)", expected: "(batch, \(inputs))"
            ).raised(
                as: "RuntimeError", "input has inconsistent input_size: got \(x.shape[1]) expected \(inputs)")
        }
        let states = start.elements ?? [start]
        func first(_ place: Int) throws -> Tensor {
            guard place < states.count, !states[place].isNone else {
                return context.recorder.tensor(try NDArray.zeros([x.shape[0], hidden], x.dtype, work: context.work))
            }
            let given = try context.requireTensor(states[place], "\(kind)Cell")
            let state = given.ndim == 1 ? try given.unsqueezed(0) : given
            guard state.shape == [x.shape[0], hidden] else {
                throw Mistake(
                    "a state of shape \(given.shape.listText)", expected: "[\(x.shape[0]), \(hidden)]", argument: "hx"
                ).raised(
                    as: "RuntimeError",
                    state.shape.first == x.shape[0]
                        ? "hidden\(place) has inconsistent hidden_size: got \(state.shape.last ?? 0), expected \(hidden)"
                        : "Input batch size \(x.shape[0]) doesn't match hidden\(place) batch size \(state.shape[0])")
            }
            return state
        }
        guard let wx = object.tensor("weight_ih"), let wh = object.tensor("weight_hh") else { return .none }
        let h = try first(0)
        let (state, cell) = try Recurrences.next(
            kind, object, x.affine(wx, object.tensor("bias_ih")), h.affine(wh, object.tensor("bias_hh")), h,
            kind == "LSTM" ? first(1) : h)
        func shaped(_ y: Tensor) throws -> Value { .thing(input.ndim == 1 ? try y.squeezed([0]) : y) }
        return try kind == "LSTM" ? .tuple([shaped(state), shaped(cell)]) : shaped(state)
    }
}
