public import Answers
import Numbers
public import Optimizers
import RealModule

/// A run and the same run with its start moved by one unit in the last place: how far rounding alone can lead.
public struct Twin: Presentable {
    /// The run that was given.
    public let run: Run
    /// The run from the start moved by one unit in the last place.
    public let other: Run
    /// Distance of the two at each kept point.
    public let distances: [Double]
    /// Distance that counts as apart: a hundredth of the path's extent.
    public let threshold: Double
    /// The first step at which they are apart; nil when they stay together.
    public let partingStep: Int?

    /// Runs the same method again from `x` moved up by one ulp.
    /// - Throws: as `minimize`.
    public init(of run: Run, work: Work = Work()) throws {
        let moved = Point(run.start.x.nextUp, run.start.y)
        self.run = run
        let twin = try run.method.minimize(
            run.objective, start: moved, steps: run.requestedSteps, seed: run.seed, record: true, stops: [],
            observers: [], work: work)
        let gaps = zip(run.path, twin.path).map { ($0 - $1).norm }
        let extent = run.path.reduce(0) { $1.isFinite ? Swift.max($0, ($1 - run.start).norm) : $0 }
        let bound = 0.01 * Swift.max(extent, .leastNormalMagnitude)
        other = twin
        distances = gaps
        threshold = bound
        partingStep = gaps.firstIndex { !($0 < bound) }.map { run.step(ofPoint: $0) }
    }

    /// Mean growth of the distance per step as a factor, over the steps before they part; nil when it never moved.
    public var growthPerStep: Double? {
        let last = partingStep.map { $0 / run.stride } ?? distances.count - 1
        guard last > 0, last < distances.count, distances[0] > 0, distances[last] > 0, distances[last].isFinite else {
            return nil
        }
        return Double.exp(Double.log(distances[last] / distances[0]) / Double(last * run.stride))
    }

    /// `twin`.
    public static var kind: String { "twin" }
    /// Whose twin it is.
    public var summary: String { "twin of \(run.summary)" }

    /// Distances at a few steps, where they part and how fast they grow.
    public func table(width: Int) -> String {
        var rows = [["step", "distance"]]
        let count = Swift.min(10, distances.count)
        for k in 0..<count {
            let index = count == 1 ? 0 : k * (distances.count - 1) / (count - 1)
            rows.append(["\(run.step(ofPoint: index))", distances[index].short()])
        }
        return "\(summary)\n" + TextTable.lines(rows, width: width).joined(separator: "\n")
            + "\n  \(sentence)"
    }

    /// Whether rounding alone decides where the run goes.
    public var sentence: String {
        let growth = growthPerStep.map { ", growing by a factor of \($0.short(4)) per step" } ?? ""
        let start = "Moved by one ulp at the start (\((distances.first ?? 0).short()))\(growth), "
        guard let partingStep else {
            return start + "the paths stay together: they end \((distances.last ?? 0).short()) apart."
        }
        return start + "the paths part at step \(partingStep): from there on rounding decides."
    }

    /// The distances, the threshold and the step at which they part.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "parting_step": partingStep.map { .integer($0) } ?? .null,
            "threshold": .number(threshold), "growth_per_step": growthPerStep.map { .number($0) } ?? .null,
            "distances": .array(distances.map { .number($0) }),
        ])
    }
}
