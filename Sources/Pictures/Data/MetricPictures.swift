public import Figures
public import Answers
import Numbers
public import Training

/// Measures of predictions as pictures: the ROC curve, calibration, the confusion matrix.
extension RankingMetrics: Drawable {
    /// The ROC curve, with the diagonal of chance.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        let points = curve.map { Numbers.Point($0.falsePositiveRate, $0.truePositiveRate) }
        let chance = DataSeries("chance", [Numbers.Point(0, 0), Numbers.Point(1, 1)], isDashed: true)
        return Figure.curves(
            [DataSeries("AUC \(rocAUC.short(4))", points), chance], title: "ROC curve", x: "false positive rate",
            y: "true positive rate", caption: [summary, "\(curve.count - 1) thresholds"], isLog: false,
            sentence: sentence, options: options)
    }
}

extension Calibration: Drawable {
    /// The frequency of the class against its predicted probability, with the diagonal of a perfect forecast.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        let points = bins.map { Point($0.meanProbability, $0.frequency) }
        let perfect = DataSeries("perfect", [Point(0, 0), Point(1, 1)], isDashed: true)
        let total = bins.reduce(0) { $0 + $1.count }
        let side =
            bins.reduce(0) { $0 + Double($1.count) * ($1.meanProbability - $1.frequency) } > 0
            ? "above" : "below"
        return Figure.curves(
            [DataSeries("observed", points), perfect], title: "Calibration", x: "predicted probability",
            y: "observed frequency", caption: ["\(total) samples in \(bins.count) bins", summary], isLog: false,
            sentence:
                "The expected calibration error is \(expectedError.short(3)); on average the predicted probability lies "
                + "\(side) the observed frequency.",
            options: options)
    }
}

extension Confusion: Drawable {
    /// The counts as colours, a row for each true class.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        let names = (0..<classes).map { "\($0)" }
        var figure = Figure.heatMap(
            counts.map { $0.map { Double($0) } }, rowNames: names, columnNames: names, x: "predicted class",
            y: "true class", title: options.title ?? "Confusion matrix", label: "samples",
            scale: ColorScale(amounts: counts.flatMap { $0.map { Double($0) } }, label: "samples"),
            caption: ["accuracy \(accuracy.short(4))", "mean recall \(balancedAccuracy.short(4))"])
        if let worst { figure.sentence = worst }
        return figure
    }

    /// The most frequent mistake in words.
    private var worst: String? {
        let mistakes = (0..<classes).flatMap { t in (0..<classes).filter { $0 != t }.map { (t, $0) } }
        guard let most = mistakes.max(by: { counts[$0.0][$0.1] < counts[$1.0][$1.1] }) else { return nil }
        let count = counts[most.0][most.1]
        guard count > 0 else { return "Every sample is predicted right." }
        return
            "\((100 * accuracy).short(4)) % are right; the most frequent mistake takes class \(most.0) for \(most.1), "
            + "\(count) times."
    }
}
