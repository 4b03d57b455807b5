public import Answers

/// Two headings of D2 under which nothing stands, "Libraries and Frameworks" and "Hardware and Cloud Services": what a reader should look
/// for there, and what the machine at hand has to say about the second.
public struct GapPage: Presentable {
    /// The kind of value that the language calls it.
    public static var kind: String { "gap page" }

    /// Seconds for the same trainings one after the other, and on all cores.
    public let one: Double, all: Double
    /// How many trainings, and on how many cores.
    public let trainings: Int, cores: Int

    /// What was measured: seconds above 0, and one training or more.
    public init(one: Double, all: Double, trainings: Int, cores: Int) {
        (self.one, self.all, self.trainings, self.cores) = (one, all, trainings, cores)
    }

    /// By heading, what to ask before choosing.
    public static let parts: [(heading: String, questions: [(question: String, here: String)])] = [
        (
            "Libraries and frameworks",
            [
                (
                    "Which loop is yours: does the tool call your function, or do you ask it for the next trial?",
                    "help(tune)"
                ),
                (
                    "What learns from earlier trials: nothing, a Gaussian process, Parzen estimators, an evolution?",
                    "help(GPSampler)"
                ),
                (
                    "Can poor trials be ended early, and is the rest then compared at equal epochs?",
                    "help(HyperbandPruner)"
                ),
                (
                    "Are folds and preparation part of the measurement, so that nothing leaks into it?",
                    "help(nested_cv)"
                ),
                ("Where is a study kept, and does it survive a kill? Can other tools read it?", "help(tune)"),
                ("Is a search repeatable from its seed, also with several workers?", "help(seed)"),
            ]
        ),
        (
            "Hardware and cloud services",
            [
                (
                    "Are the trials independent? Then cores, machines and rented hours help; one after the other they do not.",
                    "gap_page()"
                ),
                (
                    "What is full first: memory for weights, for activations, or for the optimizer's numbers?",
                    "help(\"batch size\")"
                ),
                (
                    "Is one training too small to fill the device? Then run several at once instead of a larger device.",
                    "gap_page()"
                ),
                (
                    "What does a trial cost, and what is the gain of the next one worth? Stop when it is worth less.",
                    "help(\"early stopping\")"
                ),
                (
                    "What is paid for while nothing runs, and what is lost when a rented machine is taken away?",
                    "help(tune)"
                ),
            ]
        ),
    ]

    /// All questions, heading by heading.
    public var questions: [String] { Self.parts.flatMap { $0.questions.map(\.question) } }

    /// How many times faster all cores are.
    public var gain: Double { one / all }

    /// `8 trainings: 0.5 s on one core, 0.27 s on 2`
    public var summary: String {
        "\(Phrase.count(trainings, "training")): \(one.short(2)) s on one core, \(all.short(2)) s on \(Phrase.count(cores, "core"))"
    }

    /// What was measured, and what it means.
    public var sentence: String {
        "\(summary): \(gain.short(2)) times as fast, of \(cores) that would be the most. Independent trials are the part of a search that more hardware shortens."
    }

    /// The questions, and the measurement.
    public func table(width: Int) -> String {
        var lines = TextTable.wrap(
            "D2 has two headings with nothing below them. What to look for there, and the line that shows it here:",
            width)
        for part in Self.parts {
            lines += ["", part.heading]
            for (question, here) in part.questions {
                lines += TextTable.wrap("– \(question)", width, indent: 2, hanging: 4)
                lines.append("      \(here)")
            }
        }
        return (lines + [""] + TextTable.wrap("Measured here: \(sentence)", width)).joined(separator: "\n")
    }

    /// Questions and measurement.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "one": .number(one), "all": .number(all), "cores": .integer(cores),
            "trainings": .integer(trainings), "questions": .array(questions.map { .string($0) }),
        ])
    }
}
