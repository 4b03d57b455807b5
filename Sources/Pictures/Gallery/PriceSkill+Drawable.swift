public import Answers
public import Figures
public import Gallery
import Numbers

extension PriceSkill: Drawable {
    /// The error of each course over yesterday's, judged by shuffled folds and by later days.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        func points(_ values: [Double]) -> [Point] { values.enumerated().map { Point(Double($0 + 1), $1) } }
        return Figure.curves(
            [DataSeries("shuffled folds", points(shuffledRatios)), DataSeries("later days", points(laterRatios))],
            title: "Error over that of \"as yesterday\": \(name)", x: "course", y: "ratio",
            caption: ["\(days) days", verdict], isLog: true,
            guides: [GuideLine(.horizontal, at: 1, name: "as yesterday")], sentence: sentence, options: options)
    }
}
