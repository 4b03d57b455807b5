public import Answers
public import Autoencoding
import Datasets
public import Figures
import Numbers

extension EvidenceBound: Drawable {
    /// What each number of the code costs, in nats.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        var figure = Figure.bars(
            divergences.enumerated().map { (name: "z\($0.offset)", value: $0.element) },
            title: options.title ?? "What each number of the code carries", label: "KL(q(z|x) ‖ N(0, 1)) in nats",
            caption: ["ELBO \(bound.mean.short(4))", "reconstruction \(reconstruction.short(4))"] + remarks)
        figure.sentence = sentence
        return figure
    }

    private var remarks: [String] { isCollapsed ? ["posterior collapse"] : [] }
}

extension LinearProbe: Drawable {
    /// Of codes of two numbers the regions of the classes with the judged codes in them; of others what was taken for what.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        let caption = ["accuracy \(accuracy.short(3)) [\(low.short(3)), \(high.short(3))]", "\(tested) codes judged"]
        guard width == 2 else {
            return Figure.heatMap(
                confusion.map { $0.map(Double.init) }, rowNames: classes.map { "\($0)" },
                columnNames: classes.map { "\($0)" }, x: "taken for", y: "class",
                title: options.title ?? "What a linear probe reads in the codes", label: "rows", caption: caption)
        }
        func span(_ axis: Int) -> ClosedRange<Double> {
            let values = codes.column(axis).map { Double($0) }
            let (low, high) = (values.min() ?? 0, values.max() ?? 1)
            let edge = max(1e-9, 0.05 * (high - low))
            return low - edge...high + edge
        }
        let (x, y, side) = (options.x ?? span(0), options.y ?? span(1), 200)
        func place(_ index: Int, _ range: ClosedRange<Double>) -> Double {
            range.lowerBound + (range.upperBound - range.lowerBound) * Double(index) / Double(side - 1)
        }
        let numbers = Dictionary(uniqueKeysWithValues: zip(classes, 0...))
        let regions = Regions(
            columns: side, rows: side, x: x, y: y,
            kinds: (0..<side * side).map { numbers[predicted([place($0 % side, x), place($0 / side, y)])] ?? 0 },
            names: classes.map { "region of class \($0)" })
        let points = classes.enumerated().map { index, label in
            Points(
                labels.indices.filter { labels[$0] == label }.map {
                    Point(Double(codes.values[2 * $0]), Double(codes.values[2 * $0 + 1]))
                }, name: "class \(label)", color: ClassColors.cycle(index))
        }
        return Figure.regions(
            regions, title: options.title ?? "What a linear probe reads in the codes", x: "z₀", y: "z₁", points: points,
            caption: caption, sentence: sentence)
    }
}

extension NearestReal: Drawable {
    /// Made pictures above the nearest real one of each; of other examples the distances.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        let caption = ["ratio \(ratio.short(3))", "diversity \(diversity.short(3))"]
        guard made.width == 784 else {
            return Figure.histogram(
                distances, title: options.title ?? "From made examples to the nearest real one",
                label: "Euclidean distance", caption: caption)
        }
        let some = min(8, made.count)
        let both = try Samples(
            shape: [2 * some, 784], values: made.rows(0..<some).values + nearest.rows(0..<some).values)
        var figure = ContactSheet(both, labels: nil, across: some).figure(
            options.title ?? "Made examples, and below each the nearest real one", caption: caption)
        figure.sentence = sentence
        return figure
    }
}
