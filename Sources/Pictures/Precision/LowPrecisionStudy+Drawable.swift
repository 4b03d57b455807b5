public import Answers
public import Figures
import Numbers
public import Precision

extension LowPrecisionStudy: Drawable {
    /// v over the steps for each β₂, as the format has it and dashed as it should be.
    ///
    /// - Throws: `Mistake` where nothing was run.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        guard !rows.isEmpty else {
            throw Mistake("nothing was run", expected: "at least one beta_2", try: "low_precision_adam([0.9, 0.999])")
        }
        var series: [DataSeries] = []
        for row in rows {
            let points = zip(row.steps, row.states).dropFirst().map { Point(Double($0), $1.v) }
            series.append(DataSeries("beta_2 = \(row.adam.beta2.short(6))", points))
        }
        let goal = gradient * gradient
        return Figure.curves(
            series, title: "\(summary): the mean of the squared gradients", x: "step", y: "v",
            caption: ["gradient \(gradient.short())", "\(rows.first?.steps.last ?? 0) steps"],
            guides: [GuideLine(.horizontal, at: goal, name: "where it should come to: \(goal.short(4))")],
            sentence: sentence, options: options)
    }
}
