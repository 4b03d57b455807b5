public import Answers
public import Figures
import Numbers
public import Stabilisation

extension MeasuredRun: Drawable {
    /// The validation loss by epoch, what is left of it without the one number that all predictions share, and the test loss.
    ///
    /// - Throws: `Mistake` for a training without an epoch.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        guard !losses.isEmpty else {
            throw Mistake("the training has no epoch to draw", expected: "one that does not diverge at once")
        }
        func series(_ name: String, _ values: [Double], isDashed: Bool = false) -> DataSeries {
            DataSeries(name, values.enumerated().map { Point(Double($0 + 1), $1) }, isDashed: isDashed)
        }
        var all = [series("validation", losses)]
        if isSquared { all.append(series("without the mean residual", centred)) }
        all.append(series("test", testLosses, isDashed: true))
        return Figure.curves(
            all, title: "\(condition): F \(size.short())", x: "epoch", y: isSquared ? "mean squared error" : "loss",
            caption: ["seed \(seed)", "\(updates) updates", "end \(end.short())"], isLog: true, sentence: sentence,
            options: options)
    }
}
