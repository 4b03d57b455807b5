import Datasets
import Language
import Answers
import Words
import ArrayVocabulary

/// The data sets that the tool makes itself: seeded, with known truth, and with nothing to download.
enum DatasetWords {
    static let words: [Word] = [
        maker(
            "moons", "Two interleaving half circles, two classes", [count(200), noise(0.1)],
            see: ["circles", "spirals"]
        ) { try .moons(n: $0.int("n"), noise: $0.number("noise"), seed: $1, work: $2) },
        maker(
            "circles", "A circle inside a circle, two classes",
            [
                count(200), noise(0.1),
                Parameter("factor", .number(.share), 0.5, "radius of the inner circle; the outer is 1"),
            ],
            see: ["moons", "xor"]
        ) { try .circles(n: $0.int("n"), noise: $0.number("noise"), factor: $0.number("factor"), seed: $1, work: $2) },
        maker(
            "spirals", "Spiral arms wound into each other, one class each",
            [
                count(300), noise(0.02), classes(2),
                Parameter("turns", .number(.positive), 1.0, "revolutions of each arm"),
            ],
            see: ["moons"]
        ) {
            try .spirals(
                n: $0.int("n"), noise: $0.number("noise"), classes: $0.int("classes"), turns: $0.number("turns"),
                seed: $1, work: $2)
        },
        maker("xor", "Opposite quadrants share a class", [count(200), noise(0)], see: ["circles"]) {
            try .xor(n: $0.int("n"), noise: $0.number("noise"), seed: $1, work: $2)
        },
        maker(
            "blobs", "Gaussian clouds, one class each",
            [
                count(300), classes(3),
                Parameter("spread", .number(.nonNegative), 0.6, "standard deviation of each cloud"),
            ],
            see: ["moons"]
        ) { try .blobs(n: $0.int("n"), classes: $0.int("classes"), spread: $0.number("spread"), seed: $1, work: $2) },
        maker(
            "ring", "Gaussian clouds on a circle: the test of whether a generator leaves modes out",
            [
                count(2000), Parameter("modes", .int(.init(2, 100)), 8, "clouds"),
                Parameter("radius", .number(.positive), 2.0, "of the circle"),
                Parameter("spread", .number(.nonNegative), 0.05, "standard deviation of each cloud"),
            ],
            see: ["blobs", "GAN", "modes"]
        ) {
            try .ring(
                n: $0.int("n"), modes: $0.int("modes"), radius: $0.number("radius"), spread: $0.number("spread"),
                seed: $1,
                work: $2)
        },
        maker(
            "noisy_curve", "Noisy samples of a known curve on [-1, 1], for regression",
            [
                Parameter("shape", .choice(Dataset.curveNames), "sine", "which curve"), count(100),
                noise(0.1),
            ],
            see: ["moons"]
        ) { try .curve($0.text("shape"), n: $0.int("n"), noise: $0.number("noise"), seed: $1, work: $2) },
        maker(
            "shapes28", "Digits drawn in 28×28 grey pixels, ten classes",
            [
                count(1000),
                Parameter("flat", .bool, true, "shape (n, 784) when True, (n, 28, 28, 1) when False"),
            ],
            see: ["one_hot"]
        ) { try .shapes28(n: $0.int("n"), flat: $0.bool("flat"), seed: $1, work: $2) },
        maker(
            "adding_problem", "Sequences in which two marked numbers are to be added",
            [count(1000), Parameter("length", .int(.atLeast(2)), 30, "numbers per sequence")],
            see: ["characters"]
        ) { try .adding(n: $0.int("n"), length: $0.int("length"), seed: $1, work: $2) },
        maker(
            "characters", "Sentences of a small grammar, to predict the next character",
            [count(1000), Parameter("context", .int(.atLeast(1)), 64, "characters per sample")],
            see: ["adding_problem"]
        ) { try .characters(n: $0.int("n"), context: $0.int("context"), seed: $1, work: $2) },
        own,
    ]

    private static let array = ValueType.oneOf([.thing([Samples.kind]), .list(of: .any)])

    private static let own = Word(
        "dataset", family: "data", summary: "Your own arrays as a dataset: inputs and the target of each",
        details: """
            It is used as any other: `model.fit(data)`, `plot(data)`, `plot(model, data)` for the decision boundary in the \
            plane, `data.split()`, `X, y = data`. Targets that are class numbers 0, 1, 2, … make it a classification, other \
            numbers a regression; `task=` says it where that is not meant.
            """,
        parameters: [
            Parameter("x", aliases: ["X"], array, "the inputs: an array, numbers, or a row for each sample"),
            Parameter("y", array, "the targets, one for each sample"),
            Parameter(
                "task", .choice(["classification", "regression"]), .otherwise("what the targets look like"),
                "what is to be learnt", isKeywordOnly: true),
            Parameter("name", .text, "dataset", "what to call it", isKeywordOnly: true),
        ], returns: Dataset.kind, examples: ["dataset([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0])"],
        seeAlso: ["moons", "array"],
        meaning: .call { arguments, _ in
            let x = try ArrayWords.samples(arguments, "x")
            let y = try ArrayWords.samples(arguments, "y")
            for (name, numbers) in [("x", x), ("y", y)] {
                guard let place = numbers.values.firstIndex(where: { !$0.isFinite }) else { continue }
                throw arguments.mistake(
                    name,
                    "row \(place / Swift.max(1, numbers.width)) of \(name) holds "
                        + Double(numbers.values[place]).short(), expected: "finite numbers")
            }
            let classes = y.width == 1 ? y.values.classes : nil
            let task: Dataset.Task
            switch arguments.isGiven("task") ? try arguments.text("task") : nil {
            case "regression": task = .regression
            case nil where classes == nil: task = .regression
            default:
                guard let classes else {
                    throw arguments.mistake(
                        "y", "the targets are no class numbers", expected: "whole numbers from 0, one for each sample",
                        try: "task=\"regression\"")
                }
                task = .classification(classes: classes)
            }
            return .thing(
                try Dataset(
                    name: arguments.text("name"), x: x, y: y, task: task, remark: "Your own arrays."))
        })

    static let members: [Member] = [
        .attribute("x", of: Dataset.self, "the inputs, one sample per row") { try .array($0.x) },
        .attribute("y", of: Dataset.self, "the targets, one per sample") { try .array($0.y) },
        .attribute("name", "how it was asked for", \Dataset.name),
        .attribute("classes", "how many samples each class has", \Dataset.classCounts),
        .method(
            "split", of: Dataset.self, "a training and a test part, as a pair",
            [
                Parameter("test", .number(.share), 0.2, "share of the samples in the test part"),
                Parameter("seed", .int(.atLeast(0)), .otherwise("the session's seed"), "seed of the shuffle"),
            ]
        ) { data, arguments, context in
            let parts = try data.split(test: arguments.number("test"), seed: arguments.seed(context))
            return .tuple([.thing(parts.train), .thing(parts.test)])
        },
    ]

    private static func maker(
        _ name: String, _ summary: String, _ parameters: [Parameter], see: [String],
        _ make: @escaping @Sendable (Arguments, UInt64, Work) throws -> Dataset
    ) -> Word {
        Word(
            name, family: "data", summary: summary,
            parameters: parameters + [
                Parameter(
                    "seed", .int(.atLeast(0)), .otherwise("the session's seed"), "the same seed gives the same data")
            ], returns: "dataset", examples: ["\(name)(seed=1)"], seeAlso: see,
            meaning: .call { arguments, context in .thing(try make(arguments, arguments.seed(context), context.work)) })
    }

    private static func count(_ standard: Int) -> Parameter {
        Parameter("n", .int(.init(1, 1e7)), .value(.int(standard)), "number of samples")
    }

    private static func noise(_ standard: Double) -> Parameter {
        Parameter("noise", .number(.nonNegative), .value(.number(standard)), "standard deviation of the Gaussian noise")
    }

    private static func classes(_ standard: Int) -> Parameter {
        Parameter("classes", .int(.init(2, 100)), .value(.int(standard)), "number of classes")
    }
}

extension [Float] {
    /// How many classes they number, when all are whole numbers from 0 and there are no more than 100 of them and fewer than
    /// samples; nil otherwise.
    fileprivate var classes: Int? {
        guard let most = self.max(), most >= 0, most < 100, Int(most) < count,
            allSatisfy({ $0 >= 0 && $0 == $0.rounded() })
        else { return nil }
        return Swift.max(2, Int(most) + 1)
    }
}
