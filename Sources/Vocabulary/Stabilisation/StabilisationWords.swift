import Answers
import Datasets
import Figures
import Language
import Parallel
import Pictures
import Stabilisation
import Training
import ArrayVocabulary

/// Task 2: rigs whose validation loss shakes, the changes that may calm them, and what a configuration is worth.
enum StabilisationWords {
    static let words: [Word] = [rig, rigs, conditions, ablation, stabilise, grade, calm, curves]

    static let family = "experiments"
    private static let seeAlso = ["rig", "ablation", "stabilise", "grade_configuration", "conditions", "plot_calm"]

    private static func others(than name: String) -> [String] { seeAlso.filter { $0 != name } }

    // MARK: What there is

    private static let rig = Word(
        "rig", family: family, summary: "a training with a known ailment: rows, network, and how it is trained",
        details: """
            "decade" is the one whose validation loss really fluctuates: house prices whose year of building is entered in decades and not \
            centred. The others are there to be told apart from it. `run(changes, seed=0)` trains once and measures after every epoch; \
            `data(seed)`, `test(seed)` and `model(seed)` are the same training in its parts.

            F = √(mean of (ln L₍t+1₎ − ln L₍t₎)²/2) over the second half of the epochs: the noise of the validation loss from epoch to epoch, \
            apart from its trend. It is always to be read beside the error at the end: a dead model is calm, too.
            """,
        parameters: [
            Parameter(
                "name", .choice(Rig.Ailment.allCases.map(\.rawValue)), "decade", "what ails it; rigs() tells of each")
        ], returns: Rig.kind, examples: ["rig(\"decade\")"], seeAlso: others(than: "rig") + ["rigs"],
        meaning: .call { args, _ in .thing(try Rig(named: args.text("name"))) })

    private static let rigs = Word(
        "rigs", family: family, summary: "the rigs there are, each with what ails it", parameters: [], returns: "dict",
        examples: ["rigs()"], seeAlso: ["rig", "ablation"],
        meaning: .call { _, _ in
            .dict(.init(Rig.all.map { (.text($0.ailment.rawValue), .text($0.story)) }))
        })

    private static let conditions = Word(
        "conditions", family: family,
        summary: "the conditions that an ablation knows by name, each with what is changed",
        details:
            "The document's six actions with its values, alone, as its listings have them and together; opposites and controls; and what it "
            + "does not name. Values are relative to the training: lr/10 is also found as \"lr 1e-4\", batch x4 as \"batch 128\".",
        parameters: [
            Parameter(
                "leave_one_out", .bool, false, "with all six actions at once but one, for each of them",
                isKeywordOnly: true)
        ], returns: "dict", examples: ["conditions()[\"plateau\"]"], seeAlso: others(than: "conditions"),
        meaning: .call { args, _ in
            let all = Condition.full + (try args.bool("leave_one_out") ? Condition.leaveOneOut : [])
            return .dict(.init(all.map { (.text($0.name), .text($0.text)) }))
        })

    // MARK: Ablations

    private static let wanted = Parameter(
        "conditions", .oneOf([.text, .list(of: .any), .dict]), "quick",
        "\"quick\" (8 beside the base), \"full\" (29), a list of names, or a dict from a name to its changes")
    private static let leaveOneOut = Parameter(
        "leave_one_out", .bool, false, "and all six actions at once but one, for each of them", isKeywordOnly: true)
    private static let threads = Parameter(
        "n_jobs", .optional(.int(.init(-1, 1000))),
        "threads; None or -1 for one for each core. What is found does not depend on it", isKeywordOnly: true)
    private static let earlier = Parameter(
        "resume", .optional(.thing([AblationTable.kind])),
        "a table of the same training: what it has is kept, and only the rest is trained", isKeywordOnly: true)

    private static let ablation = Word(
        "ablation", family: family,
        summary: "trains a rig under one condition after the other, paired by seed, and says what each has done",
        details: """
            Each training is compared with the one of the same seed under no change. A row has the ratio of F with its 95 % interval, in how many \
            seeds it is lower, and the error on test rows at the end; its outcome is named by both. An ablation that is interrupted keeps \
            what was measured: `_.resume()` does the rest, and `ablation(…, resume=t)` adds conditions to a table.

            The full table of 29 conditions takes ten seeds and about half a minute on two cores; the quick one three seeds and a few seconds.
            """,
        parameters: [
            Parameter("rig", .oneOf([.text, .thing([Rig.kind])]), "decade", "a rig, or its name"), wanted,
            Parameter(
                "seeds", .oneOf([.int(.init(1, 1000)), .list(of: .int(.atLeast(0)))]),
                .otherwise("3; 10 for the full table"),
                "how many repetitions, or the seeds themselves"),
            leaveOneOut, earlier, threads,
        ], returns: AblationTable.kind,
        examples: ["ablation(rig(\"overfit\"), [\"lr/10\"], seeds=1)"], seeAlso: others(than: "ablation"),
        meaning: .call { args, context in
            let rig =
                try args.optionalThing("rig", as: Rig.self) ?? args.about("rig") { try Rig(named: args.text("rig")) }
            let wanted = try StabilityArguments.conditions(args)
            let table = args.optionalThing("resume", as: AblationTable.self)
            let seeds = try StabilityArguments.seeds(args) ?? table?.plan.seeds
            if let table, table.plan.seeds == seeds {
                return .thing(
                    try table.plan.adding(wanted).run(
                        from: table, crew: StabilityArguments.crew(args), work: context.work))
            }
            let standard = args["conditions"].asText == "full" ? 10 : 3
            let plan = try AblationPlan(
                rig, conditions: wanted, seeds: seeds ?? (0..<UInt64(standard)).map { $0 }, work: context.work)
            return .thing(try plan.run(from: table, crew: StabilityArguments.crew(args), work: context.work))
        })

    private static let stabilise = Word(
        "stabilise", aliases: ["stabilize"], family: family,
        summary: "the same ablation on your own model and data: which action helps there",
        details: """
            The compiled model is trained anew for each condition and seed, with weights of its own; the model itself is not touched. Of the rows \
            one part is trained on, one is watched after every epoch, and one tells the error at the end. A condition that has no meaning for \
            the model (beta_2 for SGD, dropout where there is some already) is named and left out. Where the training does not shake it is said \
            that there was nothing to calm.
            """,
        parameters: [
            Parameter("model", .thing([Model.kind]), "compiled, and not fitted yet"),
            Parameter(
                "data", .oneOf([.thing([Dataset.kind, Frame.kind]), .tuple(of: .any)]), "a dataset, a table, or (x, y)"),
            wanted,
            Parameter("epochs", .int(.init(4, 1e6)), 50, "of each training"),
            Parameter("batch_size", .int(.init(1, 1e6)), 32, "rows of an update"),
            Parameter(
                "seeds", .oneOf([.int(.init(1, 1000)), .list(of: .int(.atLeast(0)))]), 5, "how many repetitions"),
            Parameter("validation", .number(.between(0, 1)), 0.2, "share of the rows to watch", isKeywordOnly: true),
            Parameter("test", .number(.between(0, 1)), 0.2, "share of the rows to judge by", isKeywordOnly: true),
            leaveOneOut, earlier, threads,
        ], returns: AblationTable.kind,
        examples: [
            """
            model = Sequential([Dense(8, activation="relu"), Dense(1)])
            model.compile(Adam(0.01), "mse")
            stabilise(model, noisy_curve("sine", n=60, seed=1), ["lr/10", "plateau"], epochs=6, seeds=2)
            """
        ], seeAlso: others(than: "stabilise") + ["diagnose"],
        meaning: .call { args, context in
            let model = try args.thing("model", as: Model.self)
            let wanted = try StabilityArguments.conditions(args)
            let crew = try StabilityArguments.crew(args, model)
            let seeds = try StabilityArguments.seeds(args) ?? []
            let (epochs, size) = (try args.int("epochs"), try args.int("batch_size"))
            let setup = try args.about("model") { try Setup(model, epochs: epochs, batchSize: size) }
            let (validation, test) = (try args.number("validation"), try args.number("test"))
            let plan = try AblationPlan(
                subject: "your model", base: setup, conditions: wanted, seeds: seeds, work: context.work
            ) { seed in
                try args.about("data") {
                    try StabilityArguments.parts(args, validation: validation, test: test, seed: seed, context)
                }
            }
            let table = args.optionalThing("resume", as: AblationTable.self)
            return .thing(try plan.run(from: table, crew: crew, work: context.work))
        })

    // MARK: The grade

    private static let grade = Word(
        "grade_configuration", family: family,
        summary: "what a configuration for rig Decade is worth, on seeds that are held back",
        details: """
            r is F over the base's F, e the error on test rows over the last ten epochs, both geometric means over the seeds. Fails unless r ≤ 0.25 \
            with its 95 % upper end below 0.5, and e is not above the base's. That is bronze; silver: e ≤ 1.25 times the base's best epoch; \
            gold: e ≤ 1.1 times that, and r ≤ 0.1. At most 100 epochs, the rig's network and its rows; in the track "preprocessing" the \
            inputs may be standardised. When a class is graded, the seeds are drawn from its teacher's secret. Five seeds are ten trainings, about two seconds on one core.
            """,
        parameters: [
            Parameter(
                "configuration", aliases: ["changes"], .oneOf([.text, .dict, .list(of: .any)]),
                "changes: a dict such as {\"learning_rate\": 1e-4, \"plateau\": True}, the name of a condition, or a list of both"
            ),
            Parameter("seeds", .int(.init(2, 100)), 5, "how many held-back seeds"),
            Parameter(
                "track", .choice(StabilityGrade.Track.allCases.map(\.rawValue)), "base",
                "preprocessing: the inputs may be standardised, too"),
            threads,
        ], returns: StabilityGrade.kind,
        examples: ["grade_configuration({\"plateau\": True, \"epochs\": 12}, seeds=2)"],
        seeAlso: others(than: "grade_configuration"),
        meaning: .call { args, context in
            let changes = try StabilityArguments.changes(args["configuration"], "configuration", args)
            let track = StabilityGrade.Track(rawValue: try args.text("track")) ?? .base
            return .thing(
                try StabilityGrade(
                    changes, seeds: args.int("seeds"), secret: context.session.secret, track: track,
                    crew: StabilityArguments.crew(args), work: context.work))
        })

    // MARK: Pictures

    private static let calm = picture(
        "plot_calm", .calm, "F against the error at the end, with the region that passes and the calm but dead corner")
    private static let curves = picture(
        "plot_curves", .curves, "the validation losses of each condition, all on the same axes")

    private static func picture(_ name: String, _ view: AblationPicture.View, _ summary: String) -> Word {
        Word(
            name, family: family, summary: summary,
            parameters: [Parameter("table", .thing([AblationTable.kind]), "what ablation or stabilise gave")],
            returns: Figure.kind, examples: ["\(name)(ablation(rig(\"overfit\"), [\"lr/10\"], seeds=1))"],
            seeAlso: ["ablation", "plot", view == .calm ? "plot_curves" : "plot_calm"],
            meaning: .call { args, _ in
                let picture = AblationPicture(view, of: try args.thing("table", as: AblationTable.self))
                return .thing(try args.about("table") { try picture.figure(PlotOptions()) })
            })
    }
}
