import Answers
import Language
import Networks
import Training

/// Models that come out of files whole: layers, weights, and how they were compiled.
enum SavedModelWords {
    static let words: [Word] = [
        Word(
            "load_model", family: "networks", summary: "The model that save wrote, compiled as it was",
            details: """
                The file holds the layers as lines of the language beside the weights; penalties on weights and functions of \
                one's own are not in it. Layers of classes of one's own are made with what their get_config told: the classes must \
                be defined, or given as custom_objects. model.load(path) takes a file's weights into a model that is there.
                """,
            parameters: [
                Parameter("filepath", aliases: ["path"], .text, .required, "the name that save was given"),
                Parameter("compile", .bool, .value(.bool(true)), "whether it is compiled as it was"),
                Parameter(
                    "custom_objects", .any, .value(.none), "classes of layers by their names",
                    isKeywordOnly: true),
            ], returns: "model", examples: ["load_model(\"model.keras\")"], seeAlso: ["Sequential", "Model"],
            meaning: .call { arguments, context in
                let path = try arguments.text("filepath")
                let file = try arguments.about("filepath") { try SafeTensors(path: path, work: context.work) { _ in } }
                guard let program = file.metadata["program"] else { throw strange(path) }
                let session = Session(registry: context.registry, work: context.work)
                session.seed = context.session.seed
                try check(program, path, context)
                let makers = try OwnLayerFile.makers(in: program, given: arguments["custom_objects"], context)
                session.variables = makers
                // Layers of the learner's own compute where the model is used.
                _ = session.kept(OwnLayerDesk.self) { context.ownLayers }
                _ = session.kept(TensorFlowDesk.self) { context.tensorFlowDesk }
                let made = try context.ownLayers.within(context) { try session.evaluate(program).value }
                guard let model = made.asThing(Model.self) else { throw strange(path) }
                if try arguments.bool("compile"), let call = file.metadata["compile"] {
                    session.variables = ["m": .thing(model)]
                    do {
                        try check(call, path, context)
                        _ = try session.evaluate("m.compile(\(call))")
                    } catch {
                        context.note("the model is not compiled: compile(\(call)) cannot be read from a file")
                    }
                }
                try context.ownLayers.within(context) {
                    try arguments.about("filepath") { try model.load(path, work: context.work) }
                    OwnLayerBody.push(from: model)
                }
                return .thing(model)
            }),
        Word(
            "clone_model", family: "networks", summary: "A model of the same layers, with weights of its own",
            parameters: [Parameter("model", .thing([Model.kind]), .required, "the model that is taken as a pattern")],
            returns: "model", examples: ["clone_model(Sequential([Dense(1, input_shape=(2,))]))"],
            seeAlso: ["Sequential", "load_model"],
            meaning: .call { arguments, _ in
                let model = try arguments.thing("model", as: Model.self)
                return .thing(Model(model.architecture, seed: model.seed, name: model.name))
            }),
    ]

    private static let families: Set<String> = ["layers", "networks", "optimizers", "schedules", "losses", "metrics"]

    /// A file is a stranger's: what it calls has to be words that make models, and layers that its lines have made.
    private static func check(_ program: String, _ path: String, _ context: Context) throws {
        for call in program.replacing(/'[^'\n]*'/, with: "").matches(of: /([A-Za-z_][A-Za-z_0-9]*)\s*\(/) {
            let name = String(call.output.1)
            let isMade = name.wholeMatch(of: /d[0-9]+/) != nil || name.hasPrefix(OwnLayerFile.prefix)
            let word = context.registry.word(name)
            guard isMade || word.map({ families.contains($0.family) && $0.needs == .computing }) == true else {
                throw strange(path)
            }
        }
    }

    private static func strange(_ path: String) -> Mistake {
        Mistake(
            "\(path) describes no model that can be made here", expected: "a file that model.save wrote",
            try: "model.load(path) for the weights of a model that is there")
    }
}
