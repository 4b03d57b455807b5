import Datasets
public import Figures
import Networks
public import Answers
import Numbers
public import Training

/// A model with data: the regions of a classifier with the samples on them, a regression with its curve, or predictions
/// against truth.
extension Model: Drawable {
    /// - Throws: always: alone it has nothing to be asked on.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        throw Mistake(
            "a model alone has no picture", expected: "data beside it, on which it is asked",
            try: "plot(model, data), or plot(model.layers[0]) for weights")
    }

    /// With a dataset, by its task and width; nil with anything else.
    ///
    /// - Throws: `Mistake` when the model cannot read the data or gives no number for each target.
    public func figure(with others: [any Drawable], _ options: PlotOptions, work: Work) throws -> Figure? {
        guard let data = companion(Dataset.self, in: others) else { return nil }
        guard data.count > 0 else { throw Mistake("the dataset has no samples") }
        try build(inputShape: Array(data.x.shape.dropFirst()))
        switch data.task {
        case .classification where data.x.width == 2 && data.x.shape.count == 2:
            return try decisionSurface(data, options, work)
        case .classification where data.x.width == 784 && outputWidth == 784:
            return try reconstructions(data, options, work)
        case .classification where data.y.width == 1: return try confusionFigure(data, options, work)
        case .reconstruction where data.x.width == 784: return try reconstructions(data, options, work)
        case .regression where data.x.width == 1: return try fittedCurve(data, options, work)
        default:
            guard outputWidth == data.y.width else {
                throw Mistake(
                    "\(data.name) has \(data.y.width) target\(data.y.width == 1 ? "" : "s") per sample and the model gives "
                        + "\(outputWidth ?? 0) numbers: there is no picture of both",
                    expected: "one number for each target, or one class per sample",
                    try: "plot(model.history), or plot(activations(model, data))")
            }
            let prediction = try predict(data.x, batchSize: 256, work: work)
            return try Figure.againstTruth(
                prediction: prediction.values.map { Double($0) }, truth: data.y.values.map { Double($0) },
                title: options.title ?? "Prediction against truth", caption: [data.name, caption], options: options)
        }
    }

    /// Numbers that a built model gives for one sample.
    private var outputWidth: Int? {
        guard let network else { return nil }
        return network.outputShape.reduce(1, *)
    }

    private var caption: String { "\(epochsDone) epochs, seed \(seed)" }

    /// The class at each place of the plane, paler where the model is less certain.
    private func decisionSurface(_ data: Dataset, _ options: PlotOptions, _ work: Work) throws -> Figure {
        let network = try build(inputShape: Array(data.x.shape.dropFirst()), work: work)
        let boundary = try DecisionBoundary(network, trainedBy: plan?.loss, data, options, side: 256, work: work)
        let share = (100 * boundary.share).short(4)
        var figure = Figure.regions(
            boundary.regions, title: options.title ?? "Decision surface", x: "x₀", y: "x₁", points: data.pointGroups(),
            caption: [data.name, caption, "\(share) % of the samples right", summary])
        figure.sentence += " \(boundary.hits) of the \(data.count) samples lie in the region of their class."
        return figure
    }

    /// The function that the model has become, over the samples.
    private func fittedCurve(_ data: Dataset, _ options: PlotOptions, _ work: Work) throws -> Figure {
        let xs = data.x.values.map { Double($0) }
        let (low, high) = (options.x?.lowerBound ?? xs.min() ?? 0, options.x?.upperBound ?? xs.max() ?? 1)
        let places = (0...400).map { Float(low + (high - low) * Double($0) / 400) }
        let shape = [places.count] + data.x.shape.dropFirst()
        let curve = try predict(Samples(shape: shape, values: places), batchSize: 401, work: work)
        var figure = Figure.scatter(
            [Points(zip(xs, data.y.values).map { Point($0, Double($1)) }, name: "samples", color: 3)],
            title: options.title ?? "The fitted curve", x: "x", y: "y", caption: [data.name, caption, summary],
            options: options)
        let points = zip(places, curve.values).map { Point(Double($0), Double($1)) }
        if !figure.panels.isEmpty {
            figure.panels[0].layers.append(.curve(CurveLayer(points, name: "model", color: 0)))
        }
        return figure
    }

    private func confusionFigure(_ data: Dataset, _ options: PlotOptions, _ work: Work) throws -> Figure {
        let verdicts = Verdicts(try predict(data.x, batchSize: 256, work: work), trainedBy: plan?.loss)
        let labels = data.labels ?? []
        let confusion = try Confusion(
            prediction: verdicts.classes, target: labels, classes: max(verdicts.classCount, (labels.max() ?? 0) + 1))
        var figure = try confusion.figure(options, work: work)
        figure.caption = [data.name, caption] + figure.caption
        return figure
    }

    /// Samples above what the model makes of them.
    private func reconstructions(_ data: Dataset, _ options: PlotOptions, _ work: Work) throws -> Figure {
        let some = data.x.rows(0..<min(8, data.count))
        let made = try predict(some, work: work)
        let both = try Samples(
            shape: [2 * some.count, 784], values: some.values + made.values)
        let title = options.title ?? "Samples, and below them what the model makes of them"
        return ContactSheet(both, labels: nil, across: some.count).figure(title, caption: [data.name, caption])
    }
}

extension Figure {
    /// Each prediction over its truth, with the line where both agree.
    ///
    /// - Throws: `Mistake` when the lists differ in length or are empty.
    public static func againstTruth(
        prediction: [Double], truth: [Double], title: String, caption: [String], options: PlotOptions
    ) throws -> Figure {
        let metrics = try RegressionMetrics(prediction: prediction, target: truth)
        let every = max(1, truth.count / 4000)
        let points = stride(from: 0, to: truth.count, by: every).map { Point(truth[$0], prediction[$0]) }
        var figure = Figure.scatter(
            [Points(points, name: "samples", color: 3)], title: title, x: "truth", y: "prediction",
            diagonal: "prediction = truth",
            caption: caption + ["RMSE \(metrics.rmse.short(4))", "R² \(metrics.r2.short(4))"], options: options)
        figure.sentence +=
            " The root mean square error is \(metrics.rmse.short(4)); \((100 * metrics.r2).short(3)) % of the variance "
            + "is explained."
        return figure
    }
}
