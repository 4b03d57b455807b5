public import Answers
public import Figures
public import Gallery
import Numbers

extension PriceSkill: Drawable {
    /// Skill of each course, judged by shuffled folds and by later days.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        func points(_ values: [Double]) -> [Point] { values.enumerated().map { Point(Double($0 + 1), $1) } }
        return Figure.curves(
            [Series("shuffled folds", points(shuffledSkill)), Series("later days", points(laterSkill))],
            title: "Skill against \"as yesterday\": \(name)", x: "course", y: "skill",
            caption: ["\(days) days", verdict], isLog: false,
            guides: [GuideLine(.horizontal, at: 0, name: "as yesterday")], sentence: sentence, options: options)
    }
}
