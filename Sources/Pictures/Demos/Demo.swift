public import Figures
public import Answers
import Cards
import Landscapes
import Numbers
import Optimizers

/// One idea as a small moving picture for a class: made from real runs, with one sentence that says what is seen. The sentence's
/// numbers are read from the runs.
public struct Demo: Sendable {
    /// As it is asked for: `overshoot`.
    public let name: String
    /// What the idea is, in one line without a full stop.
    public let summary: String
    /// The stretch that is shown; nil for the landscape's own.
    let x: ClosedRange<Double>?
    let y: ClosedRange<Double>?
    /// What tells the runs from each other, where their rules do not; empty for the rules.
    private let labels: [String]
    private let make: @Sendable (Work) throws -> [Run]
    private let tell: @Sendable ([Run]) -> String

    init(
        _ name: String, _ summary: String, x: ClosedRange<Double>? = nil, y: ClosedRange<Double>? = nil,
        labels: [String] = [], runs: @escaping @Sendable (Work) throws -> [Run],
        sentence: @escaping @Sendable ([Run]) -> String
    ) {
        self.name = name
        self.summary = summary
        self.x = x
        self.y = y
        self.labels = labels
        make = runs
        tell = sentence
    }

    /// In the order in which a course meets them.
    public static let all: [Demo] = [
        overshoot, valley, plateau, saddle, momentum, adaptiveScale, biasCorrection, clipping, batchNoise,
    ]

    /// - Throws: `Mistake` for a name that none has; blanks, hyphens and underscores are alike, and case does not count.
    public static func named(_ name: String) throws -> Demo {
        func plain(_ name: String) -> String {
            String(String(name.lowercased().map { $0 == "_" || $0 == "-" ? " " : $0 }).trimmed)
        }
        guard let demo = all.first(where: { plain($0.name) == plain(name) }) else {
            throw Mistake(
                "there is no demo of '\(name)'", expected: Phrase.alternatives(all.map { "\"\($0.name)\"" }),
                try: "demo(\"\(all[0].name)\")")
        }
        return demo
    }

    /// The runs that it shows, the same at every call.
    func runs(_ work: Work = Work()) throws -> [Run] { try make(work) }

    /// What is seen, in one sentence.
    func sentence(of runs: [Run]) -> String { tell(runs) }

    /// The paths growing over their landscape, in type large enough for a room.
    ///
    /// - Parameter frames: pictures until the paths are whole.
    public func animation(frames: Int = 40, work: Work = Work()) throws -> Animation {
        let runs = try runs(work)
        guard let objective = runs.first?.objective else { throw Mistake("\(name) has no runs") }
        var trajectories = runs.map(\.trajectory)
        for (index, label) in labels.enumerated() { trajectories[index].name = label }
        let chart = LandscapeChart(objective, runs: runs, trajectories: trajectories, work: work)
        var figure = chart.fromAbove(PlotOptions(x: x, y: y, title: name), work: work)
        let sentence = sentence(of: runs)
        figure.sentence = sentence
        figure.message = sentence
        figure.style = .projector
        return Animation(growing: figure, frames: frames, delay: 10)
    }
}

extension Demo {
    /// A run of a rule of the laboratory; seed 0 unless the draws matter.
    static func run(
        _ objective: any Objective, _ rule: String, _ rate: Double, _ given: [String: Double] = [:], from start: Point,
        steps: Int, _ work: Work
    ) throws -> Run {
        let optimizer = try Optimizer(rule, given.mapValues { .number($0) }, rate: .constant(rate))
        return try minimize(objective, optimizer, start: start, steps: steps, work: work)
    }

    /// `1 time`, `12 times`.
    static func times(_ count: Int) -> String { Phrase.count(count, "time") }
}
