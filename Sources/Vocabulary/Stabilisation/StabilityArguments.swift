import Answers
import Cards
import Datasets
import Language
import Networks
import Optimizers
import Parallel
import Stabilisation
import Training
import ArrayVocabulary

/// What the words of an ablation are told.
enum StabilityArguments {
    // MARK: Changes

    /// Changes as a dict, as the name of a condition, or as a list of both; None for none.
    static func changes(_ value: Value, _ argument: String, _ args: Arguments) throws -> [Change] {
        do {
            switch value {
            case .none: return []
            case .text(let name): return try Condition.named(name).changes
            case .dict(let given): return try Change.named(keywords(given, argument, args))
            default:
                guard let parts = value.elements else {
                    throw args.mistake(
                        argument, "\(value.brief) is \(Phrase.indefinite(value.kind))",
                        expected: "a dict of changes, the name of a condition, or a list of them",
                        try: "{\"learning_rate\": 1e-4}")
                }
                return try parts.flatMap { try changes($0, argument, args) }
            }
        } catch var mistake as Mistake {
            mistake.argument = argument
            throw mistake
        }
    }

    private static func keywords(
        _ given: Value.Dictionary, _ argument: String, _ args: Arguments
    ) throws -> [String: Hyperparameter.Value] {
        var keywords: [String: Hyperparameter.Value] = [:]
        for (key, value) in given.entries {
            guard let name = key.asText else {
                throw args.mistake(
                    argument, "\(key.brief) is no name of a change", expected: Change.keywords.joined(separator: ", "))
            }
            keywords[name] = try setting(value, name, argument, args)
        }
        return keywords
    }

    private static func setting(
        _ value: Value, _ name: String, _ argument: String, _ args: Arguments
    ) throws -> Hyperparameter.Value {
        switch value {
        case .none: return .absent
        case .bool(let flag): return .flag(flag)
        case .text(let text): return .text(text)
        case .thing(let plateau as ReduceRate):
            return .numbers([plateau.rule.factor, Double(plateau.rule.patience), plateau.rule.minimumRate])
        default:
            if let number = value.asDouble { return .number(number) }
            if let numbers = value.doubles { return .numbers(numbers) }
            throw args.mistake(
                argument, "\(name) cannot be \(value.brief)", expected: "a number, True, or the name of a rule",
                try: "{\"learning_rate\": 1e-4, \"plateau\": True}")
        }
    }

    // MARK: Conditions

    /// The conditions that were asked for.
    static func conditions(_ args: Arguments) throws -> [Condition] {
        let more = try args.bool("leave_one_out") ? Condition.leaveOneOut : []
        return try args.about("conditions") {
            switch args["conditions"] {
            case .text("quick"): return Condition.quick + more
            case .text("full"): return Condition.full + more
            case .text(let name): return [try Condition.named(name)] + more
            case .dict(let given):
                return try given.entries.map { name, changes in
                    guard let name = name.asText else {
                        throw args.mistake(
                            "conditions", "\(name.brief) is no name", expected: "a string for each condition")
                    }
                    return Condition(name, try self.changes(changes, "conditions", args))
                } + more
            default: return try args.values("conditions").map { try condition($0, args) } + more
            }
        }
    }

    private static func condition(_ value: Value, _ args: Arguments) throws -> Condition {
        if let name = value.asText { return try Condition.named(name) }
        let changes = try changes(value, "conditions", args)
        return Condition(changes.map(\.text).joined(separator: ", "), changes)
    }

    /// The seeds that were asked for; nil for the usual ones.
    static func seeds(_ args: Arguments) throws -> [UInt64]? {
        if let count = args["seeds"].asInt { return (0..<UInt64(count)).map { $0 } }
        guard !args["seeds"].isNone else { return nil }
        let seeds = try args.ints("seeds").map { UInt64($0) }
        guard Set(seeds).count == seeds.count, !seeds.isEmpty else {
            throw args.mistake(
                "seeds", seeds.isEmpty ? "no seeds" : "a seed stands twice", expected: "different seeds", try: "seeds=5"
            )
        }
        return seeds
    }

    // MARK: Trainings

    static func crew(_ args: Arguments) throws -> Crew {
        args["n_jobs"].asInt.flatMap { $0 > 0 ? Crew(threads: $0) : nil } ?? .cores
    }

    /// `resume(n_jobs=None)` of a table of which parts may be missing.
    static func resume<Table: Presentable>(
        _ type: Table.Type, _ meaning: String, _ run: @escaping @Sendable (Table, Crew, Work) throws -> Table
    ) -> Member {
        .method(
            "resume", of: type, returns: Table.kind, meaning,
            [
                Parameter(
                    "n_jobs", .optional(.int(.init(-1, 1000))), "threads; None or -1 for one for each core",
                    isKeywordOnly: true)
            ]
        ) { table, args, context in .thing(try run(table, crew(args), context.work)) }
    }

    /// The crew for a learner's model.
    ///
    /// - Throws: `Mistake` for a model that cannot be made anew.
    static func crew(_ args: Arguments, _ model: Model) throws -> Crew {
        guard model.owner == nil,
            !model.architecture.nodes.contains(where: { $0.layer is OwnLayer || $0.layer is ModelLayer })
        else {
            throw args.mistake(
                "model", "the model has layers or steps of a class of one's own",
                expected: "layers of the laboratory: each training makes a model of its own")
        }
        guard model.architecture.inputShapes.count == 1, model.architecture.outputSources == nil else {
            throw args.mistake(
                "model", "the model has several inputs or outputs", expected: "one input and one output")
        }
        // A loss of one's own is asked on the thread of its session.
        return try model.trainingPlan().loss.function == nil ? crew(args) : Crew(threads: 0)
    }

    /// The rows of a seed: a table is prepared by its training rows alone.
    static func parts(
        _ args: Arguments, validation: Double, test: Double, seed: UInt64, _ context: Context
    ) throws -> Parts {
        if let data = args.optionalThing("data", as: Dataset.self) {
            return try Parts(data, validation: validation, test: test, seed: seed)
        }
        if let frame = args.optionalThing("data", as: Frame.self) {
            return try Parts(frame.table, validation: validation, test: test, seed: seed, work: context.work)
        }
        guard let pair = args["data"].elements, pair.count == 2,
            let x = try ArrayWords.samples(pair[0], work: context.work),
            let y = try ArrayWords.samples(pair[1], work: context.work)
        else {
            throw args.mistake("data", "\(args["data"].brief) is no data", expected: "a dataset, a table, or (x, y)")
        }
        let data = try Dataset(name: "(x, y)", x: x, y: y, task: .regression, remark: "")
        return try Parts(data, validation: validation, test: test, seed: seed)
    }
}
