import Answers
import Arrays
import Autograd
import Language

/// `torch.Tensor` and `torch.nn.Parameter` as classes: called, asked for with `isinstance`, derived from.
extension TorchWords {
    static let tensorClass = NativeClass(
        "Tensor", module: "torch", methods: [],
        makes: { values, _, context in
            if values.count == 1, values[0].elements != nil || values[0].asThing(NDArray.self) != nil {
                return .thing(try context.tensor(values[0], dtype: .float32))
            }
            return .thing(context.recorder.tensor(try NDArray.zeros(values.compactMap(\.asInt), .float32)))
        })

    static let parameterClass = NativeClass(
        "Parameter", module: "torch.nn.parameter", base: tensorClass, methods: [],
        makes: { values, keywords, context in
            let given = values.first ?? keywords.first { $0.name == "data" }?.value ?? .none
            let wanted =
                values.count > 1 ? values[1] : keywords.first { $0.name == "requires_grad" }?.value ?? .bool(true)
            let tensor = try context.requireTensor(given, "Parameter").detached()
            tensor.isParameter = true
            if try context.isTrue(wanted) { try tensor.requireGrad() }
            return .thing(tensor)
        })
}
