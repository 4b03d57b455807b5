public import Answers
public import Figures
public import Gallery
import Numbers

extension BanditStudy: Drawable {
    /// The mean regret over the pulls, a curve for each epsilon.
    ///
    /// - Throws: `Mistake` where nothing was played.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        guard !rows.isEmpty else { throw Mistake("nothing was played", expected: "at least one epsilon") }
        return Figure.curves(
            rows.map { row in
                DataSeries("epsilon = \(row.epsilon.short())", zip(marks, row.curve).map { Point(Double($0), $1) })
            }, title: "Regret", x: "pulls", y: "regret", caption: [summary], isLog: false, sentence: sentence,
            options: options)
    }
}
