// How two paths that began one unit in the last place apart drift from each other.

public import Experiments
public import Figures
public import Answers
import Numbers
public import Optimizers

extension Twin: OnLandscape {
    /// The run and its twin.
    public var runs: [Run] { [run, other] }

    /// The distance of the two paths over the steps, with the distance that counts as apart and the step of parting.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        // Where the paths run away, what comes after is the speed of their flight and would flatten all before it.
        let most = run.diverged ? 1e3 * max(1, run.start.norm) : .infinity
        let points = distances.prefix { $0 <= most }.enumerated().map {
            Point(Double(run.step(ofPoint: $0.offset)), $0.element)
        }
        guard points.contains(where: { $0.y > 0 && $0.y.isFinite }) else {
            throw Mistake(
                "the two paths never differ: there is no distance to draw", expected: "paths that move apart",
                try: "plot(\(run.objective.name))")
        }
        var guides = [GuideLine(.horizontal, at: threshold, name: "apart: \(threshold.short())")]
        if let partingStep {
            guides.append(GuideLine(.vertical, at: Double(partingStep), name: "they part at step \(partingStep)"))
        }
        return Figure.curves(
            [DataSeries("distance of the paths", points)],
            title: "\(run.method.summary) on \(run.objective.name): "
                + (movesStart ? "two starts one ulp apart" : "and by \(other.method.summary)"), x: "step",
            y: "distance of the paths", caption: [run].setting, isLog: true, guides: guides,
            sentence: sentence, options: options)
    }
}
