public import Figures
public import Inspection
import Landscapes
public import Answers
import Numbers

/// What looking into networks finds, as pictures.
extension RateSearch: Drawable {
    /// The smoothed loss against the rate, with the rate suggested.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        func series(_ name: String, _ values: [Double], isDashed: Bool = false) -> DataSeries {
            DataSeries(name, zip(rates, values).map { Point($0, $1) }, isDashed: isDashed)
        }
        var guides: [GuideLine] = []
        if let suggestion {
            guides.append(GuideLine(.vertical, at: suggestion, name: "suggested \(suggestion.short(2))"))
        }
        var figure = Figure.curves(
            [series("smoothed", smoothed), series("loss of the batch", losses, isDashed: true)],
            title: "Learning-rate finder", x: "learning rate", y: "loss",
            caption: [optimizer, "\(rates.count) batches of \(batchSize)", stopReason, "seed \(seed)"], guides: guides,
            sentence: sentence, options: options)
        for index in figure.panels.indices { figure.panels[index].x.isLog = true }
        return figure
    }
}

extension LayerStatistics: Drawable {
    /// The spread of each layer's outputs beside the size of its gradients.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        let gradients = layers.compactMap { layer in layer.gradientSize.map { (name: layer.name, value: $0) } }
        let spreads = layers.map { (name: $0.name, value: $0.deviation) }
        var figure = Figure.sideBySide(
            [
                Figure.bars(spreads, title: "Forward: sd of the outputs", label: "sd"),
                Figure.bars(gradients, title: "Backward: |g| per weight", label: "|g| per weight"),
            ], PlotOptions())
        figure.title = options.title ?? "Signals and gradients of each layer"
        figure.caption = ["\(rows) rows", "loss \(loss.short(4))"] + findings.map(\.problem)
        figure.sentence += " " + sentence
        return figure
    }
}

extension Bridge: Drawable {
    /// Each step's change of the loss as the picture predicts it against what it was; beside it the slice with the
    /// path's shadow.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        let trajectory = Trajectory(
            name: "training", landscape: slice.name, points: path, losses: [],
            facts: ["\((100 * shareOutside).short(3)) % of a step's squared length outside the plane"])
        let changes = steps.filter { $0.actual.isFinite && $0.predicted.isFinite }.map {
            Point($0.actual, $0.predicted)
        }
        var scatter = Figure.scatter(
            [Points(changes, color: 3)], title: "Change of the loss in each step", x: "actual", y: "predicted",
            diagonal: "told right")
        scatter.caption = ["correlation \(correlation?.short(3) ?? "–")"]
        var map = Figure.contour(slice.lossSurface(work: work), trajectories: [trajectory], work: work)
        map.title = "The path on the slice"
        var figure = Figure.sideBySide([scatter, map], options)
        figure.title = options.title ?? "From the picture to the real steps"
        figure.sentence = sentence
        return figure
    }
}
