public import Answers
public import Figures
public import Gallery
import Numbers

extension Robustness: Drawable {
    /// The mean loss under noise on inputs and on weights, by the size of the noise.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        func series(_ name: String, _ part: KeyPath<Row, [Double]>) -> DataSeries {
            DataSeries(name, rows.map { Point($0.level, MeanInterval(of: $0[keyPath: part]).mean) })
        }
        return Figure.curves(
            [series("on the inputs", \.inputs), series("on the weights", \.weights)],
            title: "Loss under noise of \(name)",
            x: "size of the noise", y: "loss",
            guides: [GuideLine(.horizontal, at: clean, name: "without noise")], sentence: sentence, options: options)
    }

    /// Several models in one picture, by their noise on the inputs.
    public func figure(with others: [any Drawable], _ options: PlotOptions, work: Work) throws -> Figure? {
        guard let all = peers(in: others) else { return nil }
        return Figure.curves(
            all.map { one in
                DataSeries(
                    one.name, [Point(0, one.clean)] + one.rows.map { Point($0.level, MeanInterval(of: $0.inputs).mean) }
                )
            }, title: "Loss under noise on the inputs", x: "size of the noise", y: "loss", options: options)
    }
}
