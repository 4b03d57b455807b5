import Answers
import Arrays
import Datasets
import Inference
import Language
import Numbers
import Training
import Words
import ArrayVocabulary

/// What quantized, pruned and remembered models and the measurements of inference can be asked.
enum InferenceMembers {
    static let members: [Member] = quantized + pruned + remembered + times + studies

    private static let x = Parameter(
        "x", .oneOf([.thing([Dataset.kind, Samples.kind]), .list(of: .any)]), "rows, or a dataset")
    private static let data = Parameter("data", .thing([Dataset.kind]), "rows whose truth is known")

    private static func predict<T: Predictor>(_ type: T.Type) -> Member {
        .method("predict", of: type, returns: Samples.kind, "its answer to each row", [x]) { made, args, context in
            try .array(made.answers(InferenceArguments.rows(args, "x"), work: context.work))
        }
    }

    private static func score<T: Predictor>(_ type: T.Type) -> Member {
        .method(
            "error", of: type, returns: "number", "on such rows the share of wrong classes, or the RMSE of numbers",
            [data]
        ) { made, args, context in
            .number(try Score(made, args.thing("data", as: Dataset.self), work: context.work).error)
        }
    }

    private static func size<T: Predictor>(_ type: T.Type) -> [Member] {
        [
            .attribute("bytes", of: type, "what its numbers take in a file") { .int(try $0.storedSize().bytes) },
            .attribute("float_bytes", of: type, "what they would take with four bytes for each") {
                .int(try $0.storedSize().full)
            },
            .attribute("share", of: type, "bytes over float_bytes") { .number(try $0.storedSize().share) },
        ]
    }

    private static let quantized: [Member] =
        [predict(QuantizedModel.self), score(QuantizedModel.self)] + size(QuantizedModel.self) + [
            .attribute("bits", "of a weight", \QuantizedModel.bits),
            .attribute("simulated", "whether it is computed in float32", \QuantizedModel.isSimulated),
            .attribute("model", of: QuantizedModel.self, "the float32 model with the rounded weights") {
                .thing($0.model)
            },
            .attribute("instructions", of: QuantizedModel.self, "what sums up the bytes; None where it is simulated") {
                $0.instructions.map { .text($0) } ?? .none
            },
            .attribute("moved", of: QuantizedModel.self, "how far each kernel was moved, relative to its norm") {
                made in
                .dict(.init(made.layers.map { (.text($0.name), .number($0.error)) }))
            },
            .attribute("scales", of: QuantizedModel.self, "the scale of each layer's input, where it is rounded") {
                made in
                .dict(
                    .init(
                        made.layers.compactMap { layer in
                            layer.input.map { (.text(layer.name), .number(Double($0.grid.scale))) }
                        }))
            },
            .attribute("zeros", of: QuantizedModel.self, "the byte that stands for 0 in each layer's input") { made in
                .dict(
                    .init(
                        made.layers.compactMap { layer in layer.input.map { (.text(layer.name), .int($0.grid.zero)) } })
                )
            },
        ]

    private static let pruned: [Member] =
        [predict(Pruned.self), score(Pruned.self)] + size(Pruned.self) + [
            .attribute("model", of: Pruned.self, "the pruned model") { .thing($0.model) },
            .attribute("amount", "the share that was asked for", \Pruned.amount),
            .attribute("zeros", "weights that are held at 0", \Pruned.zeros),
            .attribute("weights", "of all kernels", \Pruned.count),
            .attribute("history", of: Pruned.self, "of the retraining; None without one") {
                $0.history.map { .thing($0) } ?? .none
            },
            .attribute("errors", of: Pruned.self, "on the test rows: before, cut, and retrained") { made in
                let named = [
                    ("before", made.scores.before), ("cut", made.scores.cut), ("retrained", made.scores.after),
                ]
                return .dict(.init(named.compactMap { name, score in score.map { (.text(name), .number($0.error)) } }))
            },
        ]

    private static let remembered: [Member] =
        [predict(Remembered.self)] + [
            .attribute("hits", "rows answered from the cache", \Remembered.hits),
            .attribute("misses", "rows that were computed", \Remembered.misses),
            .attribute("kept", "answers that are kept now", \Remembered.kept),
            .attribute("hit_share", "hits over all rows", \Remembered.hitShare),
            .method(
                "zipf", of: Remembered.self, returns: ZipfRequests.kind,
                "requests in which the row of rank k comes with a chance of k^-exponent, from an empty cache",
                [
                    x, Parameter("n", .int(.init(1, 1e6)), 10_000, "requests"),
                    Parameter("exponent", aliases: ["s"], .number(.init(0, 10)), 1, "0 for all alike"),
                    Parameter(
                        "seed", .int(.atLeast(0)), .otherwise("the session's"), "of the requests", isKeywordOnly: true),
                ]
            ) { made, args, context in
                .thing(
                    try ZipfRequests(
                        made, InferenceArguments.rows(args, "x"), n: args.int("n"), exponent: args.number("exponent"),
                        seed: args.seed(context), work: context.work))
            },
            .attribute("hit_share", "the share of the requests answered from the cache", \ZipfRequests.hitShare),
            .attribute("expected_share", "the same by Che's approximation", \ZipfRequests.expectedShare),
            .attribute("best_share", "the share of the most asked rows, as many as are kept", \ZipfRequests.bestShare),
            .attribute("difference", "the largest, of answers with and without the cache", \ZipfRequests.difference),
            .attribute("saved", of: ZipfRequests.self, "the share of the time that was saved") {
                .number(1 - $0.milliseconds.cached / $0.milliseconds.uncached)
            },
            .attribute("difference", "the largest, of logits with and without the cache", \CacheCost.difference),
            .attribute("cached", "multiplications for each character with the cache", \CacheCost.cached),
            .attribute("uncached", "the same where all characters are computed anew", \CacheCost.uncached),
            .attribute("bytes", "of the remembered keys and values", \CacheCost.cacheBytes),
            .attribute(
                "ratio", of: CacheCost.self, "multiplications of all characters without the cache over those with"
            ) {
                .number(Double($0.uncachedTotal) / Double($0.cachedTotal))
            },
        ]

    private static func column(_ name: String, _ meaning: String, _ value: @escaping @Sendable (ServeRow) -> Double)
        -> Member
    {
        .attribute(name, of: ServeSimulation.self, meaning) { $0.rows.map(value).asValue }
    }

    private static func quantile(_ name: String, _ share: Double) -> Member {
        .attribute(name, of: Latency.self, "milliseconds, one number for each batch") { made in
            made.rows.map { $0.quantile(share) }.asValue
        }
    }

    private static let times: [Member] = [
        quantile("p50", 0.5), quantile("p95", 0.95), quantile("p99", 0.99),
        .attribute("batches", of: Latency.self, "rows of a call") { .list($0.rows.map { .int($0.batch) }) },
        .attribute("throughput", of: Latency.self, "rows in a second, for each batch") {
            $0.rows.map(\.throughput).asValue
        },
        .attribute("cost", of: Latency.self, "milliseconds of a call and of each row, a line through the medians") {
            .tuple([.number($0.cost.fixed), .number($0.cost.each)])
        },
        .attribute("cost", of: ServeSimulation.self, "milliseconds of a call and of each row") {
            .tuple([.number($0.plan.cost.fixed), .number($0.plan.cost.each)])
        },
        .attribute("requests", of: ServeSimulation.self, "of each setting") { .int($0.plan.n) },
        .attribute("batches", of: ServeSimulation.self, "the most in a call, for each setting") {
            .list($0.rows.map { .int($0.batch) })
        },
        column("rates", "requests a second, for each setting", \.rate),
        column("p50", "median milliseconds, for each setting", \.p50),
        column("p95", "the milliseconds that 95 % are answered within", \.p95),
        column("p99", "the milliseconds that 99 % are answered within", \.p99),
        column("throughput", "requests answered in a second", \.throughput),
        column("utilisation", "the share of the time in which the server works", \.utilisation),
        column("wait", "mean milliseconds in the line", \.meanWait),
        column("expected_wait", "the same in closed form, nan where there is none", { $0.expectedWait ?? .nan }),
        column("mean_batch", "requests of a call", \.meanBatch),
    ]

    private static let studies: [Member] = [
        .attribute("gain", of: DistillationStudy.self, "what the teacher brought, the mean over the seeds") {
            .number($0.gain.mean)
        },
        .attribute("low", of: DistillationStudy.self, "the lower end of its 95 % interval") { .number($0.gain.low) },
        .attribute("high", of: DistillationStudy.self, "the upper end") { .number($0.gain.high) },
        .attribute("gains", of: DistillationStudy.self, "by seed") { $0.trials.map(\.gain).asValue },
        .attribute("scores", of: DistillationStudy.self, "means, by who was asked") { made in
            let means = made.means
            return .dict(
                .init([
                    (.text("teacher"), .number(means.teacher.mean)),
                    (.text("distilled"), .number(means.distilled.mean)),
                    (.text("labels alone"), .number(means.labels.mean)),
                ]))
        },
        .attribute("is_partial", "whether seeds are missing", \DistillationStudy.isPartial),
        .attribute("amounts", of: PruningStudy.self, "the shares") { $0.rows.map(\.pruned.amount).asValue },
        .attribute("errors", of: PruningStudy.self, "on the test rows, retrained where that was asked for") { made in
            made.rows.map { $0.pruned.scores.after?.error ?? .nan }.asValue
        },
        .attribute("cut_errors", of: PruningStudy.self, "the same before retraining") { made in
            made.rows.map { $0.pruned.scores.cut?.error ?? .nan }.asValue
        },
        .attribute("p50", of: PruningStudy.self, "median milliseconds of one row") { $0.rows.map(\.latency).asValue },
        .attribute("bytes", of: PruningStudy.self, "what the numbers take in a file") { made in
            .list(made.rows.map { .int($0.size.bytes) })
        },
        .attribute("names", of: Compression.self, "the ways") { $0.rows.map(\.name).asValue },
        .attribute("bytes", of: Compression.self, "by way") { made in
            .dict(.init(made.rows.map { (.text($0.name), .int($0.size.bytes)) }))
        },
        .attribute("shares", of: Compression.self, "bytes over those of float32, by way") { made in
            .dict(.init(made.rows.map { (.text($0.name), .number($0.size.share)) }))
        },
        .attribute("errors", of: Compression.self, "share wrong or RMSE, by way") { made in
            .dict(.init(made.rows.map { (.text($0.name), .number($0.score.error)) }))
        },
        .attribute("p50", of: Compression.self, "median milliseconds of one row, by way") { made in
            .dict(.init(made.rows.map { (.text($0.name), .number($0.latency)) }))
        },
        .method(
            "smallest", of: Compression.self, returns: "string",
            "the way with the fewest bytes within a margin of error",
            [Parameter("margin", .number(.nonNegative), 0.02, "0.02 for 2 % more error than the model's own")]
        ) { made, args, _ in
            made.smallest(within: try args.number("margin")).map { .text($0.name) } ?? .none
        },
    ]
}
