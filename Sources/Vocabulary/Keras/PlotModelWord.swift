import Answers
import Language
import Networks
import Training

/// `keras.utils.plot_model`: the layers and what they read, as text.
enum PlotModelWord {
    static let words: [Word] = [
        Word(
            "plot_model", aliases: ["keras.utils.plot_model"], family: "networks",
            summary: "The layers of a model and what each reads, drawn with characters",
            details: "Keras draws a file with Graphviz; here it is printed. `to_file` has no effect.",
            parameters: [
                Parameter("model", .thing([Model.kind]), .required, "a model whose input shapes are known"),
                Parameter("to_file", .any, .value(.none), "has no effect"),
                Parameter("show_shapes", .bool, false, "whether the shapes of the outputs stand beside the layers"),
                Parameter("show_layer_names", .bool, true, "whether the layers' names stand before their kinds"),
                Parameter(
                    "settings", .any, .otherwise("nothing"), "have no effect", isVariadic: true, isKeywordOnly: true),
            ], returns: "None",
            examples: ["plot_model(Sequential([Dense(4, input_shape=(2,)), Dense(1)]), show_shapes=True)"],
            seeAlso: ["Sequential", "Model"],
            meaning: .call { arguments, context in
                let model = try arguments.thing("model", as: Model.self)
                let (shapes, names) = (try arguments.bool("show_shapes"), try arguments.bool("show_layer_names"))
                for line in try lines(of: model, shapes: shapes, names: names, context.work) { try context.write(line) }
                return .none
            })
    ]

    private static func lines(of model: Model, shapes: Bool, names: Bool, _ work: Work) throws -> [String] {
        let network = try model.build(work: work)
        let architecture = model.architecture
        let plan = try model.openPlan() ?? OpenPlan(network.plans, inputShapes: network.inputShapes)
        func title(_ source: Architecture.Source) -> String {
            let (name, kind, shape): (String, String, [Int?]) =
                switch source {
                case .input(let number): (architecture.inputName(number), "InputLayer", plan.inputs[number])
                case .layer(let index):
                    (network.names[index], architecture.nodes[index].layer.className, plan.outputs[index])
                }
            let text = names ? "\(name) (\(kind))" : kind
            return shapes ? "\(text)  \(LayerTable.shape(shape))" : text
        }
        var order: [Architecture.Source] =
            architecture.isComposed ? [] : [.input(0)]
        order += architecture.layersInOrder
        var out: [String] = []
        var before: Architecture.Source?
        for source in order {
            var sources: [Architecture.Source] = []
            if case .layer(let index) = source { sources = architecture.nodes[index].sources }
            if let before, sources == [before] {
                out.append("  ↓")
            } else if before != nil {
                out.append("")
            }
            let isNext = sources.count < 2 && (sources.isEmpty || sources.first == before)
            let reads = isNext ? "" : "  ← " + sources.map(name).joined(separator: ", ")
            out.append(title(source) + reads)
            before = source
        }
        return out

        func name(_ source: Architecture.Source) -> String {
            switch source {
            case .input(let number): architecture.inputName(number)
            case .layer(let index): network.names[index]
            }
        }
    }
}
