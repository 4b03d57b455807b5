public import Figures
internal import Inspection
public import Landscapes
public import Numbers
public import Optimizers

/// A value that has a picture. A type adds itself by conforming; `plot` needs to know nothing else of it.
public protocol Drawable: Presentable {
    /// The picture that shows the value best.
    ///
    /// - Throws: `Mistake` when there is nothing to draw.
    func figure(_ options: PlotOptions, work: Work) throws -> Figure
}

extension Figure: Drawable {
    /// Itself, under another title and in another frame where these are asked for.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        var figure = self
        if let title = options.title { figure.title = title }
        for index in figure.panels.indices {
            if let x = options.x { figure.panels[index].x.range = x }
            if let y = options.y { figure.panels[index].y.range = y }
        }
        return figure
    }
}

extension Figures.Animation: Drawable {
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        guard let last = frames.last else { throw Mistake("the animation has no frames") }
        return try last.figure(options, work: work)
    }
}

extension Landscape: Drawable {
    /// The landscape as the pictures see it. One value of a network's loss may take long: it asks `work` on its way.
    func scene(work: Work) -> Scene {
        let surface = surface
        let slice = surface as? SliceSurface
        let saddles = otherCriticalPoints.filter { classified($0).nature == .saddle }
        return Scene(
            name: name, x: domain.x, y: domain.y, minima: minima, minimumValue: minimum, saddles: saddles,
            resolution: resolution, value: { slice?.value(at: $0, work: work) ?? surface.value(at: $0) })
    }

    /// From above for two variables, as a curve for one.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        var figure =
            dimension == 1
            ? Figure.curve(scene(work: work), options: options)
            : Figure.contour(scene(work: work), options: options, work: work)
        figure.caption = captionFacts + figure.caption.dropFirst()
        for index in figure.panels.indices {
            figure.panels[index].layers += modelMarks.map { .mark($0) }
            if isSlice, dimension == 1 { figure.panels[index].y.label = "loss" }
        }
        if isSlice, options.title == nil { figure.title = title }
        return figure
    }

    /// What is needed to draw it again: its name and formula with the parameters' values.
    var captionFacts: [String] {
        let values = parameters.map { "\($0.name) = \($0.value.short(6))" }.joined(separator: ", ")
        // Of a slice the facts that its name does not hold, one by one: how many rows and weights, what the axes are.
        let facts =
            isSlice ? remark.split(separator: ". ").map { $0.hasSuffix(".") ? String($0.dropLast()) : String($0) } : []
        return ([name, formula, values] + facts).filter { !$0.isEmpty }
    }

    /// What the name alone does not say: the formula of a learner's own function, the parameters' values.
    var ownFacts: [String] { Array(captionFacts.dropFirst(tags.contains(.own) ? 1 : 2)) }
}

extension Run: Drawable {
    /// The run as the pictures see it.
    var walk: Walk {
        var facts = ["\(evaluations) evaluation\(evaluations == 1 ? "" : "s")"]
        if gradientEvaluations != evaluations { facts.append("\(gradientEvaluations) gradients") }
        if hessianEvaluations > 0 { facts.append("\(hessianEvaluations) Hessians") }
        if let optimizer {
            facts.append(optimizer.gradientStage.isEmpty ? "no clipping" : optimizer.gradientStage.summary)
        }
        facts.append("seed \(seed)")
        return Walk(
            name: method.summary, landscape: objective.name, points: path, losses: losses,
            gradientNorms: gradientNorms, facts: facts, hasDiverged: diverged, stride: stride, steps: steps)
    }

    /// The path over its landscape; for a curve, the steps on it.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        try Pictures.paths([self], options, work: work)
    }
}

extension Optimizers.Comparison: Drawable {
    /// All paths over the landscape; for a curve, all steps on it.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        try Pictures.paths(runs, options, work: work)
    }
}

/// Pictures of several values together.
enum Pictures {
    /// Runs of one landscape over it; the losses of runs of several.
    static func paths(_ runs: [Run], _ options: PlotOptions, work: Work) throws -> Figure {
        guard let first = runs.first else { throw Mistake("there is no run to draw", expected: "at least one run") }
        guard runs.allSatisfy({ $0.objective.name == first.objective.name }) else {
            return Figure.lossCurves(runs.map(\.walk), options: options)
        }
        let scene = scene(of: first.objective, runs: runs, work: work)
        let walks = runs.map(\.walk)
        var figure =
            first.objective.dimension == 1
            ? Figure.curve(scene, walks: walks, options: options)
            : Figure.contour(scene, walks: walks, options: options, work: work)
        complete(&figure, first.objective)
        return figure
    }

    /// Adds to a caption what the objective's name does not say: formula and parameters.
    static func complete(_ figure: inout Figure, _ objective: any Objective) {
        guard let landscape = objective as? Landscape, !figure.caption.isEmpty else { return }
        figure.caption.insert(contentsOf: landscape.ownFacts, at: 1)
    }

    /// The landscape, or for another objective the neighbourhood of the runs.
    static func scene(of objective: any Objective, runs: [Run], work: Work) -> Scene {
        if let landscape = objective as? Landscape { return landscape.scene(work: work) }
        let points = runs.flatMap(\.path).filter(\.isFinite)
        func range(_ values: [Double]) -> ClosedRange<Double> {
            let (low, high) = (values.min() ?? -1, values.max() ?? 1)
            let air = max(0.25 * (high - low), 0.1)
            return (low - air)...(high + air)
        }
        return Scene(
            name: objective.name, x: range(points.map(\.x)), y: range(points.map(\.y)),
            value: { objective.value(at: $0) })
    }

    /// Several figures side by side, each with its own axes. Only the first panel of each is taken.
    static func together(_ figures: [Figure], _ options: PlotOptions) -> Figure {
        if figures.count == 1 { return figures[0] }
        let panels = figures.flatMap { figure in
            figure.panels.map { panel in
                var panel = panel
                if panel.title.isEmpty { panel.title = figure.title }
                return panel
            }
        }
        let title = options.title ?? figures.map(\.title).prefix(4).joined(separator: ", ")
        var caption: [String] = []
        for fact in figures.flatMap(\.caption) where !caption.contains(fact) { caption.append(fact) }
        return Figure(
            title: title, caption: caption, sentence: figures.map(\.sentence).joined(separator: " "), panels: panels)
    }

    /// The rates of a schedule over its whole course.
    static func schedules(_ schedules: [any Schedule], _ options: PlotOptions) -> Figure {
        let horizon = schedules.map(\.horizon).max() ?? 100
        let names = schedules.map(\.summary)
        let series = schedules.map { schedule in
            let every = max(1, horizon / 2000)
            let points = stride(from: 0, through: horizon, by: every).map { Point(Double($0), schedule.rate(at: $0)) }
            return Series(schedules.count == 1 ? "learning rate" : schedule.summary, points)
        }
        return Figure.curves(
            series, title: names.count == 1 ? names[0] : "\(names.count) schedules", x: "step", y: "learning rate",
            caption: ["\(horizon) step\(horizon == 1 ? "" : "s")"], options: options)
    }
}
