public import Answers
public import Figures
import Numbers
public import Selection
import Tuning

/// A population that trained: what every member was worth round by round, and below it the schedule that was found.
extension ModelPopulation: Drawable {
    /// A line for each member, broken where it went on from another; the way of the best one's weights on top.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        let members = Set(rounds.map(\.member)).sorted()
        var points: [Point] = []
        for member in members {
            for round in rounds where round.member == member {
                points.append(Point(Double(round.round + 1), round.value))
                if round.parent != nil { points.append(Point(.nan, .nan)) }
            }
            points.append(Point(.nan, .nan))
        }
        let values = rounds.map(\.value).filter(\.isFinite)
        let all = Figure.curves(
            [DataSeries("", points)], title: "", x: "round", y: measure, isLog: Figure.isLog(values), options: options)
        var way = CurveLayer(
            lineage.map { Point(Double($0.round + 1), $0.value) }, name: "the best one's weights", color: 0)
        way.weight = 1.6
        var others = CurveLayer(points, color: 3)
        others.opacity = 0.5
        let last = Double((rounds.map(\.round).max() ?? 0) + 1)
        let across = Axis("round", options.x ?? 1...max(2, last))
        var panels = [Panel(title: measure, x: across, y: all.panels[0].y, layers: [.curve(others), .curve(way)])]
        for name in schedule.first?.names ?? [] where panels.count < 4 {
            let numbers = schedule.map { $0[name]?.number }
            guard numbers.allSatisfy({ $0 != nil }) else { continue }
            let line = Figure.curves(
                [DataSeries("", numbers.enumerated().map { Point(Double($0 + 1), $1 ?? .nan) })], title: "", x: "round",
                y: name,
                isLog: Figure.isLog(numbers.compactMap { $0 }))
            panels.append(Panel(title: name, x: across, y: line.panels[0].y, layers: line.panels[0].layers))
        }
        for place in panels.indices { panels[place].x.isWhole = true }
        var figure = Figure(
            title: options.title ?? "Population of \(members.count)",
            caption: ["the schedule below is that of the best one's weights"],
            sentence: sentence, panels: panels)
        figure.columns = panels.count > 2 ? 2 : 1
        return figure
    }
}
