import Answers
import Figures
import Numbers
import Pictures

/// A picture in one file: what each step leaves of the distance, step by step.
extension ToyStudy: Drawable {
    func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        Figure.curves(
            [DataSeries("share", shares.enumerated().map { Point(Double($0 + 1), $1) })], title: "Toy study", x: "step",
            y: "share", caption: [summary], sentence: sentence, options: options)
    }
}
