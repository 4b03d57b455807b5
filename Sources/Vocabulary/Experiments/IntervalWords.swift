import Answers
import Language
import Numbers

/// How sure the mean of a few repetitions is.
enum IntervalWords {
    static let words: [Word] = [
        Word(
            "mean_interval", family: "experiments",
            summary: "the mean of a few repetitions with its 95 % interval",
            details: """
                Student's t with n − 1 degrees of freedom; for ratios on their logarithms, so that twice and half lie equally far from 1. Of \
                normal numbers (ratios: log-normal ones) it holds the true mean in 95 of 100 samples, be they of 3 numbers or of 50. Of few \
                numbers with one long tail it holds the mean in four of five samples only: compare positive quantities as ratios. It is the \
                interval of ablations, claims and grades.
                """,
            parameters: [
                Parameter("values", .any, "a list, a tuple or an array: one number of each repetition"),
                Parameter(
                    "scale", .choice(MeanInterval.Scale.allCases.map(\.rawValue)), "difference",
                    "ratio: positive numbers, averaged geometrically"),
            ], returns: MeanInterval.kind,
            examples: [
                "mean_interval([0.02, 0.01, -0.01, 0.03, 0.02, 0, 0.01, 0.02])",
                "mean_interval([0.5, 0.7, 0.4], scale=\"ratio\").high",
            ], seeAlso: ["ablation", "claim"],
            meaning: .call { args, context in
                let scale = MeanInterval.Scale(rawValue: try args.text("scale")) ?? .difference
                let values = try StatisticsWords.numbers(args, context)
                if scale == .ratio, let wrong = values.first(where: { $0 < 0 }) {
                    throw args.mistake("values", "\(wrong.short()) is no ratio", expected: "numbers of at least 0")
                }
                return .thing(MeanInterval(of: values, scale: scale))
            })
    ]

    static let members: [Member] = [
        .attribute("mean", "the mean, of ratios the geometric one", \MeanInterval.mean),
        .attribute("low", "where its 95 % interval begins; nan of a single number", \MeanInterval.low),
        .attribute("high", "where its 95 % interval ends", \MeanInterval.high),
        .attribute("n", of: MeanInterval.self, "how many numbers") { .int($0.count) },
    ]
}
