public import Figures
public import Answers
import Numbers
import Optimizers

/// A function of one or two variables with the paths over it: what `plot`, `contour` and `surface` draw of runs.
public struct LandscapeChart {
    let objective: any Objective
    let surface: LossSurface
    let trajectories: [Trajectory]

    init(_ objective: any Objective, runs: [Run], trajectories: [Trajectory]? = nil, work: Work) {
        self.objective = objective
        self.trajectories = (trajectories ?? runs.map(\.trajectory)).map(\.drawn)
        surface = objective.lossSurface(around: runs, work: work)
    }

    /// The landscape among the values and the paths of the others, given in any order.
    ///
    /// - Throws: `Mistake` when there is no landscape of x and y among them, or a path that is not on it.
    public init(_ values: [any Drawable], work: Work) throws {
        let parts = values.onLandscape
        // A landscape that is given counts before the one that a run lies on.
        let own = parts.first { $0.runs.isEmpty && $0.drawnOn != nil }
        guard let objective = own?.drawnOn ?? parts.lazy.compactMap(\.drawnOn).first else {
            throw Mistake(
                "there is neither a landscape nor a run among the arguments",
                expected: "a landscape, runs over it, or both", try: "contour(rosenbrock)")
        }
        guard objective.dimension == 2 else {
            throw Mistake(
                "\(objective.name) has one variable", expected: "a landscape of x and y", try: "plot(\(objective.name))"
            )
        }
        let runs = values.runs
        if let other = runs.first(where: { $0.objective.name != objective.name }) {
            throw Mistake(
                "one run is on \(other.objective.name), not on \(objective.name)", expected: "runs over one landscape")
        }
        // Runs first, then recorded weights.
        let ordered = parts.filter { !$0.runs.isEmpty } + parts.filter(\.runs.isEmpty)
        let trajectories = try ordered.flatMap { try $0.trajectories(on: objective, work: work) }
        self.init(objective, runs: runs, trajectories: trajectories, work: work)
    }

    /// From above for two variables; a curve with the steps on it for one.
    public func fromAbove(_ options: PlotOptions, work: Work) -> Figure {
        var figure = captioned(
            objective.dimension == 1
                ? Figure.curve(surface, trajectories: trajectories, options: options)
                : Figure.contour(surface, trajectories: trajectories, options: options, work: work))
        if trajectories.isEmpty, let charted = objective as? any Charted { charted.complete(&figure, options) }
        return figure
    }

    /// From the side.
    public func fromTheSide(_ options: PlotOptions, work: Work) -> Figure {
        captioned(Figure.surface(surface, trajectories: trajectories, options: options, work: work))
    }

    /// Adds to the caption what the function's name does not say; of a function alone its formula too.
    private func captioned(_ figure: Figure) -> Figure {
        var figure = figure
        guard let name = figure.caption.first else { return figure }
        let facts = trajectories.isEmpty ? objective.facts : [name] + objective.ownFacts
        figure.caption = facts + figure.caption.dropFirst()
        return figure
    }
}

extension Figure {
    /// Runs of one landscape over it; the losses of runs of several.
    static func paths(_ runs: [Run], _ options: PlotOptions, work: Work) throws -> Figure {
        guard let first = runs.first else { throw Mistake("there is no run to draw", expected: "at least one run") }
        guard runs.allSatisfy({ $0.objective.name == first.objective.name }) else {
            return Figure.lossCurves(runs.map(\.trajectory), options: options)
        }
        return LandscapeChart(first.objective, runs: runs, work: work).fromAbove(options, work: work)
    }
}
