public import Answers
public import Figures
import Formats
import Numbers
public import Precision
import RealModule

extension GradientScale: Drawable {
    /// The shares of gradients that are lost and that overflow, over the scale.
    ///
    /// - Throws: `Mistake` where no scale was tried.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        guard rows.count > 1 else {
            throw Mistake(
                "there is nothing to draw for one scale", expected: "several",
                try: "gradient_scale(…, scales=[2**k for k in range(0, 33, 2)])", argument: "scales")
        }
        func share(_ name: String, _ value: (Row) -> Double) -> DataSeries {
            DataSeries(name, rows.map { Point(Double.log2($0.scale), 100 * value($0)) })
        }
        return Figure.curves(
            [share("lost to zero", \.lost), share("not finite", \.nonFinite)],
            title: "\(format.name): what a loss scale saves, and what it breaks", x: "log2 of the loss scale",
            y: "% of the gradients", caption: ["batch \(batch)"], sentence: sentence, options: options)
    }
}
