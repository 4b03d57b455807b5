import Adaptation
import Answers
import Datasets
import Language
import Numbers
import Parallel
import Training

/// What cities, a fine-tuning and a study can be asked.
enum AdaptationMembers {
    static let members: [Member] = cities + tuning + table + row + grade + distilled

    // MARK: Cities

    private static let cities: [Member] = [
        .attribute("a", of: Cities.self, "the sales of city A to learn from") {
            .thing(try $0.data(.a, judging: false))
        },
        .attribute("a_test", of: Cities.self, "the sales of city A that judge") {
            .thing(try $0.data(.a, judging: true))
        },
        .attribute("b", of: Cities.self, "the sales of city B to learn from") {
            .thing(try $0.data(.b, judging: false))
        },
        .attribute("b_test", of: Cities.self, "the sales of city B that judge") {
            .thing(try $0.data(.b, judging: true))
        },
        .attribute("scale", "one of the target in ln price", \Cities.scale),
        .attribute("floor", of: Cities.self, "the RMSE of ln price in city B that no model can better") {
            .number($0.floors.target)
        },
        .attribute("floor_a", of: Cities.self, "the same in city A") { .number($0.floors.source) },
        .method("model", of: Cities.self, returns: Model.kind, "a network that has learnt city A, compiled", []) {
            cities, _, context in .thing(try cities.model(work: context.work))
        },
        .method(
            "error", of: Cities.self, returns: "number", "the RMSE of ln price of a model on the sales that judge",
            [
                Parameter("model", .thing([Model.kind]), "a model that reads the cities' columns"),
                Parameter("city", .choice(City.allCases.map(\.rawValue)), "B", "where"),
            ]
        ) { cities, args, context in
            let model = try args.thing("model", as: Model.self)
            let city = City(rawValue: try args.text("city")) ?? .b
            return .number(try args.about("model") { try cities.error(of: model, in: city, work: context.work) })
        },
    ]

    // MARK: One move

    private static let tuning: [Member] = [
        .attribute("model", of: FineTuning.self, "the tuned model, as it was at the moment that was chosen") {
            .thing($0.model)
        },
        .attribute("method", of: FineTuning.self, "what was learnt") { .text($0.method.name) },
        .attribute("learnt", "numbers that are learnt", \FineTuning.learnt),
        .attribute("total", "numbers of the model before anything was put into it", \FineTuning.total),
        .attribute("share", "learnt over total", \FineTuning.share),
        .attribute("optimizer_bytes", "what the optimizer remembers for what is learnt", \FineTuning.optimizerBytes),
        .attribute("rate", of: FineTuning.self, "the rate that was chosen") { .number($0.chosen?.rate ?? .nan) },
        .attribute("updates", of: FineTuning.self, "updates until the moment that was chosen") {
            .int($0.chosen?.updates ?? 0)
        },
        .attribute("val_loss", of: FineTuning.self, "the validation loss there") { .number($0.chosen?.best ?? .nan) },
        .attribute("rates", of: FineTuning.self, "the smallest validation loss by rate") { tuning in
            .dict(.init(tuning.tries.map { (.number($0.rate), .number($0.best)) }))
        },
        .attribute("is_partial", "whether rates are missing", \FineTuning.isPartial),
    ]

    // MARK: The study

    private static let table: [Member] = [
        .attribute("methods", of: TransferTable.self, "the methods that were measured") {
            $0.rows.map(\.method.name).asValue
        },
        .attribute("rows", of: TransferTable.self, "their rows") { Value($0.rows) },
        .attribute("sizes", of: TransferTable.self, "sales of city B") { .list($0.plan.sizes.map { .int($0) }) },
        .attribute("unmoved", of: TransferTable.self, "the RMSE in city B of the models of city A as they are") {
            .number($0.unmoved.target.mean)
        },
        .attribute("floor", of: TransferTable.self, "the RMSE in city B that no model can better") {
            .number($0.floors.target)
        },
        .attribute("source_error", of: TransferTable.self, "the RMSE in city A before the move") {
            .number($0.unmoved.source.mean)
        },
        .attribute("done", "moves that were measured", \TransferTable.done),
        .attribute("planned", "moves that were asked for", \TransferTable.planned),
        .attribute("is_partial", "whether moves are missing", \TransferTable.isPartial),
        StabilityArguments.resume(
            TransferTable.self, "makes the moves that are missing, and keeps what was measured"
        ) { table, crew, work in try table.plan.run(from: table, crew: crew, work: work) },
    ]

    private static let row: [Member] = [
        .attribute("name", of: TransferRow.self, "the method") { .text($0.method.name) },
        .attribute("sizes", "sales of city B", \TransferRow.sizes),
        .attribute("learnt", "numbers that are learnt", \TransferRow.learnt),
        .attribute("share", "learnt over the numbers of the network", \TransferRow.share),
        .attribute("optimizer_bytes", "what the optimizer remembers for what is learnt", \TransferRow.optimizerBytes),
        .attribute("errors", of: TransferRow.self, "RMSE of ln price in city B by size, mean over the seeds") {
            $0.errors.map(\.mean).asValue
        },
        .attribute("low", of: TransferRow.self, "lower ends of their 95 % intervals") { $0.errors.map(\.low).asValue },
        .attribute("high", of: TransferRow.self, "upper ends of their 95 % intervals") {
            $0.errors.map(\.high).asValue
        },
        .attribute("ratios", of: TransferRow.self, "the error over full tuning's of the same seed, geometric means") {
            $0.ratios.map(\.mean).asValue
        },
        .attribute("ratio_low", of: TransferRow.self, "lower ends of their 95 % intervals") {
            $0.ratios.map(\.low).asValue
        },
        .attribute("ratio_high", of: TransferRow.self, "upper ends of their 95 % intervals") {
            $0.ratios.map(\.high).asValue
        },
        .attribute("source_errors", of: TransferRow.self, "RMSE of ln price in city A after the move, by size") {
            $0.sourceErrors.map(\.mean).asValue
        },
        .attribute("rates", of: TransferRow.self, "the rates that were chosen, by size and seed") { row in
            .list(row.rates.map(\.asValue))
        },
        .method(
            "within", of: TransferRow.self, returns: "number",
            "in how many seeds the error is at most so much larger than full tuning's",
            [
                Parameter("margin", .number(.nonNegative), 0.1, "0.1 for 10 %"),
                Parameter("n", .optional(.int(.atLeast(1))), .otherwise("the largest"), "sales of city B"),
            ]
        ) { row, args, _ in
            let size = args["n"].asInt ?? row.sizes.last ?? 0
            guard row.sizes.contains(size) else {
                throw args.mistake(
                    "n", "no move was made with \(size) sales",
                    expected: row.sizes.map(String.init).joined(separator: ", "))
            }
            return .int(row.within(try args.number("margin"), at: size).seeds)
        },
    ]

    // MARK: A teacher and a grade

    private static let grade: [Member] = [
        .attribute("passed", "whether every held-back seed holds both bounds", \TransferGrade.passed),
        .attribute("message", "what was measured, against which bound", \TransferGrade.message),
        .attribute("ratios", of: TransferGrade.self, "the error over full tuning's, by seed") {
            $0.trials.map(\.ratio).asValue
        },
        .attribute("shares", of: TransferGrade.self, "the share of the weights that is moved, by seed") {
            $0.trials.map(\.share).asValue
        },
    ]

    private static let distilled: [Member] = [
        .attribute("model", of: Distilled.self, "the student taught by the teacher") { .thing($0.model) },
        .attribute("twin", of: Distilled.self, "the same student taught by the labels alone") { .thing($0.twin) },
        .attribute("history", of: Distilled.self, "the taught student's training") { .thing($0.history) },
        .attribute("twin_history", of: Distilled.self, "the twin's training") { .thing($0.twinHistory) },
        .attribute("temperature", "T", \Distilled.temperature),
        .attribute("alpha", "the teacher's share", \Distilled.alpha),
        .attribute(
            "scores", of: Distilled.self, "share that is right (RMSE of numbers) on the test rows, by who was asked"
        ) { one in .dict(.init(one.scores.map { (.text($0.name), .number($0.score)) })) },
    ]
}
