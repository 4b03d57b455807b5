import Answers
import Autograd
import Datasets
import Language
import Networks
import Tensors
import Training
import TensorVocabulary
import ArrayVocabulary

/// What a layer of a model can be asked for.
extension ModelMembers {
    static let layer: [Member] =
        [
            .method(
                "get_weights", of: LayerHandle.self, "arrays of its weights, running values included", []
            ) { handle, _, context in .list(try handle.arrays(context.work).map { try .array($0) }) },
            .method(
                "set_weights", of: LayerHandle.self, "takes arrays as get_weights gives them",
                [Parameter("weights", .list(of: .any), "an array for each tensor")]
            ) { handle, arguments, context in
                try set(try handle.arrayRoles(context.work).map { (handle, $0) }, try handle.name, arguments, context)
                context.sharedLayers.spread(handle.model)
                return .none
            },
            .method("count_params", of: LayerHandle.self, "number of its weights, running values included", []) {
                handle, _, context in
                .int(try handle.tensors(context.work).reduce(0) { $0 + $1.values.count })
            },
            .attribute("shape", of: LayerHandle.self, "the shape of what an input takes, None for the rows") { handle in
                guard case .input(let number) = handle.place else {
                    throw Mistake(
                        "only an input has a shape", expected: "the shape of its output", try: ".output_shape")
                }
                return Value.batch(handle.model.architecture.openShapes[number])
            },
            .attribute("output", of: LayerHandle.self, "what it gives, which further models can be made of") { handle in
                .thing(SymbolicGraph.of(handle.model).tensor(handle.place))
            },
            .attribute("input", of: LayerHandle.self, "what it reads, which further models can be made of") { handle in
                let tensor = SymbolicGraph.of(handle.model).tensor(handle.place)
                let inputs = tensor.inputs.isEmpty ? [tensor] : tensor.inputs
                return inputs.count == 1 ? .thing(inputs[0]) : .list(inputs.map { .thing($0) })
            },
            .attribute("output_shape", of: LayerHandle.self, "the shape of what it gives, None for the rows") {
                handle in
                switch handle.place {
                case .input(let number): Value.batch(handle.model.architecture.openShapes[number])
                case .layer(let index): Value.batch(try handle.model.openPlans().outputs[index])
                }
            },
            .method(
                "set", of: LayerHandle.self, "replaces a tensor by name, for those that have no attribute",
                [
                    Parameter("role", .text, "the tensor's name, as its variable has it"),
                    Parameter(
                        "value", .oneOf([.thing([Samples.kind]), .list(of: .any), .number()]),
                        "an array of as many numbers, or one number for all"),
                ]
            ) { handle, arguments, context in
                try handle.set(try arguments.text("role"), to: arguments["value"], context.work)
                context.sharedLayers.spread(handle.model)
                return .none
            },
            asked("name", "the layer's name") { handle, _ in .text(try handle.name) },
        ] + LayerHandle.attributes.map(tensor)

    private static func asked(
        _ name: String, _ meaning: String, _ body: @escaping @Sendable (LayerHandle, Work) throws -> Value
    ) -> Member {
        Member(kind: LayerHandle.kind, name: name, aliases: [], meaning: meaning, parameters: nil) {
            thing, _, context in
            guard let handle = thing as? LayerHandle else { return .none }
            return try body(handle, context.work)
        }
    }

    /// A tensor that can be read and, for lessons, set.
    private static func tensor(_ role: String) -> Member {
        var member = asked(role, "the tensor \(role), which can be set") { try .array($0.tensor(role, $1)) }
        member.assign = { thing, value, context in
            guard let handle = thing as? LayerHandle else { return }
            try handle.set(role, to: value, context.work)
            context.sharedLayers.spread(handle.model)
        }
        return member
    }
}
