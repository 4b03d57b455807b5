import Inspection
import Language
import Answers
import Training
import Words
import ArrayVocabulary

/// The PyTorch listing of the well-known generator, as it was written and repaired.
enum GeneratorWords {
    static let words: [Word] = [
        Word(
            "generator_listing", family: "inspection",
            summary:
                "The document's PyTorch generator: as written it stops with PyTorch's own error, repaired it trains",
            details:
                "As written, the plateau scheduler is stepped without a metric, which raises a TypeError in the first "
                + "epoch. Repaired, the generator 100 → 64 → 64 → 784 trains by squared error on pictures that do not "
                + "belong to its noise, and what it becomes is measured. With noise=\"fresh\" nothing tells the targets apart, and "
                + "what remains to be learnt is their mean; with the listing's fixed noise they are in time learnt by heart.",
            parameters: [
                Parameter("as_written", .bool, true, "whether the flaw is kept"),
                Parameter("n", .int(.init(2, 20_000)), 256, "pictures to train on", isKeywordOnly: true),
                Parameter("epochs", .int(.init(1, 1e6)), 100, "full-batch steps", isKeywordOnly: true),
                Parameter(
                    "noise", .choice(["fixed", "fresh"]), "fixed",
                    "the same noise in every step, as in the listing, or drawn anew for each", isKeywordOnly: true),
                Parameter(
                    "seed", .int(.atLeast(0)), .otherwise("the session's"), "of pictures, noise and weights",
                    isKeywordOnly: true),
            ],
            returns: GeneratorExperiment.kind, examples: ["generator_listing(as_written=False, epochs=20)"],
            seeAlso: ["audit", "shapes28"],
            meaning: .call { args, context in
                guard try !args.bool("as_written") else {
                    throw Mistake(
                        "TypeError: \(TorchReview.missingMetric)", expected: "scheduler.step(loss)",
                        try: "generator_listing(as_written=False)")
                }
                return .thing(
                    try trainGenerator(
                        n: args.int("n"), epochs: args.int("epochs"), isFresh: args.text("noise") == "fresh",
                        seed: args.seed(context), work: context.work))
            })
    ]

    static let members: [Member] = [
        .attribute("history", of: GeneratorExperiment.self, "losses of the training") { .thing($0.history) },
        .attribute("samples", of: GeneratorExperiment.self, "pictures made from new noise") { try .array($0.samples) },
        .attribute("mean_image", of: GeneratorExperiment.self, "the mean of all targets") { try .array($0.meanImage) },
        .attribute("diversity", "distance between two made pictures per pixel", \GeneratorExperiment.diversity),
        .attribute("distance_to_mean", "of a made picture per pixel", \GeneratorExperiment.distanceToMean),
    ]
}
