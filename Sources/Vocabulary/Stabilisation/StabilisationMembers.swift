import Answers
import Datasets
import Language
import Numbers
import Parallel
import Stabilisation
import Training

/// What rigs, measured trainings, ablations and grades can be asked.
enum StabilisationMembers {
    static let members: [Member] = rig + run + table + row + grade

    private static let seed = Parameter("seed", .int(.atLeast(0)), 0, "of the rows, the weights and the order")

    // MARK: Rigs

    private static let rig: [Member] = [
        .attribute("name", of: Rig.self, "what ails it") { .text($0.ailment.rawValue) },
        .attribute("story", "what it is for, in a sentence", \Rig.story),
        .attribute("epochs", of: Rig.self, "times through the training rows") { .int(try $0.setup().epochs) },
        .attribute("batch_size", of: Rig.self, "rows of an update") { .int(try $0.setup().batchSize) },
        .method(
            "data", of: Rig.self, returns: Dataset.kind,
            "the training rows, then those to validate by: the last fifth, but ten rows of \"tiny\" and 240 of \"overfit\"",
            [seed]
        ) { rig, args, context in
            let seed = try args.int("seed")
            let parts = try rig.parts(seed: UInt64(seed), work: context.work)
            func joined(_ a: Samples, _ b: Samples) throws -> Samples {
                try Samples(shape: [a.count + b.count] + a.shape.dropFirst(), values: a.values + b.values)
            }
            return .thing(
                try Dataset(
                    name: "\(rig.ailment.rawValue), seed \(seed)", x: joined(parts.train.x, parts.validation.x),
                    y: joined(parts.train.y, parts.validation.y), task: .regression,
                    remark: "\(parts.train.y.count) rows to train on, then \(parts.validation.y.count) to validate by.")
            )
        },
        .method(
            "test", of: Rig.self, returns: Dataset.kind, "clean rows that nobody trains on or watches", [seed]
        ) { rig, args, context in
            let seed = try args.int("seed")
            let rows = try rig.parts(seed: UInt64(seed), work: context.work).test
            return .thing(
                try Dataset(
                    name: "\(rig.ailment.rawValue), test rows of seed \(seed)", x: rows.x, y: rows.y, task: .regression,
                    remark: "Scaled as the training rows of that seed."))
        },
        .method("model", of: Rig.self, returns: Model.kind, "its network, compiled, with the weights of a seed", [seed])
        {
            rig, args, context in
            let seed = UInt64(try args.int("seed"))
            let shape = try rig.parts(seed: seed, work: context.work).train.x.shape.dropFirst()
            return .thing(try rig.setup().model(inputShape: Array(shape), seed: seed))
        },
        .method(
            "run", of: Rig.self, returns: MeasuredRun.kind, "trains once, measured after every epoch",
            [
                Parameter(
                    "changes", .any, .value(.none),
                    "a dict such as {\"learning_rate\": 1e-4}, the name of a condition, or a list of both"), seed,
            ]
        ) { rig, args, context in
            let changes = try StabilityArguments.changes(args["changes"], "changes", args)
            let condition =
                changes.isEmpty
                ? Condition.base
                : Condition(args["changes"].asText ?? changes.map(\.text).joined(separator: ", "), changes)
            let setup = try args.about("changes") { try condition.applied(to: rig.setup()) }
            let seed = UInt64(try args.int("seed"))
            let parts = try rig.parts(seed: seed, work: context.work)
            return .thing(try setup.measured(on: parts, seed: seed, as: condition.name, work: context.work))
        },
    ]

    // MARK: Measured trainings

    private static let run: [Member] = [
        .attribute("condition", "what was done", \MeasuredRun.condition),
        .attribute("F", "noise of ln(validation loss) from epoch to epoch, second half", \MeasuredRun.size),
        .attribute(
            "centred_F", "F without the one number that all predictions share", \MeasuredRun.centredSize),
        .attribute("spikes", of: MeasuredRun.self, "epochs, from 1, above 1.5 times the median of the eleven around") {
            $0.fluctuation.spikes.asValue
        },
        .attribute("range", of: MeasuredRun.self, "largest over smallest validation loss of the second half") {
            .number($0.fluctuation.range)
        },
        .attribute(
            "common_mode", "share of the validation loss that is (mean residual)², second half", \MeasuredRun.sharedPart
        ),
        .attribute("clipped", "share of the gradient that was clipped", \MeasuredRun.clippedShare),
        .attribute("end", "error on the test rows, last ten epochs", \MeasuredRun.end),
        .attribute("best", "smallest error on the test rows of any epoch", \MeasuredRun.best),
        .attribute("losses", "the validation loss after each epoch, without a penalty", \MeasuredRun.losses),
        .attribute("centred", "the same without the mean residual's square", \MeasuredRun.centred),
        .attribute("residuals", "the mean residual of the validation rows after each epoch", \MeasuredRun.residuals),
        .attribute("test_losses", "the loss on the test rows after each epoch", \MeasuredRun.testLosses),
        .attribute("rates", "the rate of each epoch's last update", \MeasuredRun.rates),
        .attribute("updates", "updates that were made", \MeasuredRun.updates),
        .attribute("epochs", "epochs that were asked for", \MeasuredRun.epochs),
        .attribute("diverged", of: MeasuredRun.self, "whether a number was not finite") { .bool($0.divergedIn != nil) },
        .attribute("seed", of: MeasuredRun.self, "of rows, weights and order") {
            .int(Int(truncatingIfNeeded: $0.seed))
        },
    ]

    // MARK: Ablations

    private static let table: [Member] = [
        .attribute("names", of: AblationTable.self, "the conditions that were measured, the base first") {
            $0.rows.map(\.condition.name).asValue
        },
        .attribute("rows", of: AblationTable.self, "their rows") { Value($0.rows) },
        .attribute("base", of: AblationTable.self, "the row of the base, None before there is one") { Value($0.base) },
        .attribute(
            "ranking", "from the most useful to the least: calm where nothing is lost, then by error",
            \AblationTable.ranking
        ),
        .attribute("left_out", of: AblationTable.self, "conditions that have no meaning here, with the reason") {
            .dict(.init($0.plan.leftOut.map { (.text($0.name), .text($0.reason)) }))
        },
        .attribute("done", "trainings that were measured", \AblationTable.done),
        .attribute("planned", "trainings that were asked for", \AblationTable.planned),
        .attribute("is_partial", "whether trainings are missing", \AblationTable.isPartial),
        .attribute(
            "nothing_to_calm", "whether the base did not shake: F below 0.05", \AblationTable.isCalm),
        .method(
            "tau", of: AblationTable.self, returns: "number",
            "Kendall's τ of an order of conditions, the most useful first, with the measured one",
            [Parameter("order", .list(of: .text), "names of conditions")]
        ) { table, args, _ in
            let names = try args.values("order").compactMap(\.asText)
            guard let tau = table.tau(names) else {
                throw args.mistake(
                    "order", "the order has a name that was not measured, or one twice",
                    expected: "names among " + table.ranking.joined(separator: "; "))
            }
            return .number(tau)
        },
        StabilityArguments.resume(
            AblationTable.self, "trains what is missing, and keeps what was measured"
        ) { table, crew, work in try table.plan.run(from: table, crew: crew, work: work) },
    ]

    private static let row: [Member] = [
        .attribute("name", of: AblationRow.self, "the condition") { .text($0.condition.name) },
        .attribute("changes", of: AblationRow.self, "what was done, in words") { .text($0.condition.text) },
        .attribute("ratio", of: AblationRow.self, "F over the base's, geometric mean over the seeds") {
            .number($0.ratio.mean)
        },
        .attribute("low", of: AblationRow.self, "lower end of its 95 % interval") { .number($0.ratio.low) },
        .attribute("high", of: AblationRow.self, "upper end of its 95 % interval") { .number($0.ratio.high) },
        .attribute("end_ratio", of: AblationRow.self, "the error at the end over the base's, geometric mean") {
            .number($0.endRatio.mean)
        },
        .attribute("lower_in", "seeds in which F is lower than the base's", \AblationRow.lowerIn),
        .attribute("better_in", "seeds in which the error at the end is lower than the base's", \AblationRow.betterIn),
        .attribute("seeds", "pairs that were measured", \AblationRow.count),
        .attribute("F", "F, geometric mean", \AblationRow.size),
        .attribute("centred_F", "F without the one number that all predictions share", \AblationRow.centredSize),
        .attribute("end", "error on the test rows over the last ten epochs, geometric mean", \AblationRow.end),
        .attribute("best", "smallest error of any epoch, geometric mean", \AblationRow.best),
        .attribute("spikes", "spikes of a training, mean", \AblationRow.spikes),
        .attribute("range", "largest over smallest validation loss of the second half", \AblationRow.range),
        .attribute("common_mode", "share of the loss that is one number, mean", \AblationRow.sharedPart),
        .attribute("clipped", "share of the gradient that was clipped, mean", \AblationRow.clipped),
        .attribute("epochs", "epochs of a training", \AblationRow.epochs),
        .attribute("updates", "updates of a training, mean", \AblationRow.updates),
        .attribute("diverged", "trainings in which a number was not finite", \AblationRow.diverged),
        .attribute(
            "outcome", of: AblationRow.self, "works, helps a little, calm but worse, calm but dead, no calming shown …"
        ) {
            .text($0.outcome.rawValue)
        },
        .attribute("runs", of: AblationRow.self, "its trainings, one for each seed") { Value($0.runs) },
    ]

    // MARK: Grades

    private static let grade: [Member] = [
        .attribute("level", of: StabilityGrade.self, "fail, bronze, silver or gold") { .text($0.level.rawValue) },
        .attribute("passed", of: StabilityGrade.self, "whether it is bronze or better") { .bool($0.level > .fail) },
        .attribute("message", "what was measured, against which bound", \StabilityGrade.message),
        .attribute("r", of: StabilityGrade.self, "F over the base's, geometric mean") { .number($0.ratio.mean) },
        .attribute("upper", of: StabilityGrade.self, "upper end of its 95 % interval") { .number($0.ratio.high) },
        .attribute("e", "error on the test rows over the last ten epochs", \StabilityGrade.end),
        .attribute("base_end", aliases: ["e_base"], of: StabilityGrade.self, "that of the base") {
            .number($0.base.end)
        },
        .attribute("base_best", of: StabilityGrade.self, "the base's best epoch") { .number($0.base.best) },
        .attribute("row", of: StabilityGrade.self, "all that was measured") { .thing($0.row) },
    ]
}
