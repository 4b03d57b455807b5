public import Answers
import Experiments
public import Figures
import Numbers
public import Precision

extension ModelTwin: Drawable {
    /// The distance of the two trainings' weights over the updates.
    ///
    /// - Throws: `Mistake` where they never differ.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        let points = zip(drift.steps, drift.distances).map { Point(Double($0), $1) }
        guard points.contains(where: { $0.y > 0 && $0.y.isFinite }) else {
            throw Mistake(
                "the two trainings never differ: there is no distance to draw", expected: "trainings that move apart")
        }
        var guides = [GuideLine(.horizontal, at: drift.threshold, name: "apart: \(drift.threshold.short())")]
        if let step = drift.partingStep {
            guides.append(GuideLine(.vertical, at: Double(step), name: "they part at update \(step)"))
        }
        return Figure.curves(
            [DataSeries("distance of the weights", points)], title: summary, x: "update", y: "distance of the weights",
            caption: [], isLog: true, guides: guides, sentence: sentence, options: options)
    }
}
