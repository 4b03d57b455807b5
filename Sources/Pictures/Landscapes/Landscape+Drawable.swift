public import Figures
import Inspection
public import Landscapes
public import Answers
public import Numbers
import Optimizers

/// A landscape from above (a curve of one variable as a curve), alone or with the paths of runs over it; on a slice of a
/// network's loss also the shadow of a training path.
extension Landscape: OnLandscape {
    /// Itself.
    public var drawnOn: (any Objective)? { self }

    /// From above for two variables, as a curve for one.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        LandscapeChart(self, runs: [], work: work).fromAbove(options, work: work)
    }

    /// With paths over it; nil when something else is among the values, or a run on another landscape.
    public func figure(with others: [any Drawable], _ options: PlotOptions, work: Work) throws -> Figure? {
        let paths = others.onLandscape
        guard paths.count == others.count, paths.allSatisfy({ $0.drawnOn == nil || !$0.runs.isEmpty }),
            others.runs.allSatisfy({ $0.objective.name == name })
        else { return nil }
        let trajectories = try paths.flatMap { try $0.trajectories(on: self, work: work) }
        return LandscapeChart(self, runs: [], trajectories: trajectories, work: work).fromAbove(options, work: work)
    }
}

extension Landscape: Charted {
    func lossSurface(work: Work) -> LossSurface {
        let (surface, cut) = (surface, cut)
        let saddles = otherCriticalPoints.filter { classified($0).nature == .saddle }
        return LossSurface(
            name: name, x: domain.x, y: domain.y, minima: minima, minimumValue: minimum, saddles: saddles,
            resolution: cut?.resolution ?? LossSurface.fullResolution,
            value: { cut?.value(at: $0, work: work) ?? surface.value(at: $0) })
    }

    var facts: [String] {
        // Of its parameters those that are not as everybody has them.
        let standard = Landscape.all.first { $0.name == name }?.parameters ?? []
        let changed = zip(parameters, standard).filter { $0.value != $1.value }.map(\.0)
        let values = changed.map { "\($0.name) = \($0.value.short(6))" }.joined(separator: ", ")
        // Of a cut the facts that its name does not hold, one by one: how many rows and weights, what the axes are.
        let sentences = cut == nil ? [] : remark.split(separator: ". ")
        let facts = sentences.map { $0.hasSuffix(".") ? String($0.dropLast()) : String($0) }
        return ([name, formula, values] + facts).filter { !$0.isEmpty }
    }

    var ownFacts: [String] { Array(facts.dropFirst(tags.contains(.own) ? 1 : 2)) }

    /// Of a cut through a network's loss where its models stand.
    func complete(_ figure: inout Figure, _ options: PlotOptions) {
        guard let cut else { return }
        for index in figure.panels.indices {
            figure.panels[index].layers += cut.modelMarks.map { .mark($0) }
            if dimension == 1 { figure.panels[index].y.label = "loss" }
        }
        if options.title == nil { figure.title = title }
    }

    func shadow(of path: WeightPath, work: Work) throws -> Trajectory {
        guard let shadow = try cut?.trajectory(of: path, named: name, work: work) else {
            throw Mistake(
                "a path of weights has no place on \(name)", expected: "a slice of the model's loss",
                try: "slice(model, data, along=path)")
        }
        return shadow
    }

    /// The cut through many dimensions that it is; nil for a function of its own.
    private var cut: (any CutSurface)? { surface as? any CutSurface }
}
