public import Answers
public import Autoencoding
import Datasets
public import Figures
import Numbers

extension LatentPlane: Drawable {
    /// What the decoder makes of each place, and over it the codes of the examples by class; of what is no picture of 28×28 the
    /// codes alone.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        let isSheet = made.width == 784
        guard isSheet || codes.count > 0 else {
            throw Mistake(
                "the decoder gives \(made.width) numbers, which are no picture of 28×28, and there are no codes to draw",
                expected: "the data beside the model", try: "latent_plane(model, data)")
        }
        let caption = [
            isSheet ? "\(side)×\(side) places decoded" : "", codes.count > 0 ? "\(codes.count) codes" : "",
        ].filter { !$0.isEmpty }
        if !isSheet {
            return Figure.scatter(
                pointGroups, title: options.title ?? title, x: "z₀", y: "z₁", caption: caption, options: options)
        }
        var figure = Figure.regions(
            sheet, title: options.title ?? title, x: "z₀", y: "z₁", points: pointGroups, caption: caption,
            sentence: sentence)
        if let x = options.x { figure.panels[0].x.range = x }
        if let y = options.y { figure.panels[0].y.range = y }
        return figure
    }

    /// The decoded pictures in grey, each around its place: pale, so that the codes can be seen on them.
    private var sheet: Regions {
        let cells = 28 * side
        var values = [Double](repeating: 0, count: cells * cells)
        for index in 0..<side * side {
            let (left, bottom) = (28 * (index % side), 28 * (index / side))
            for (place, pixel) in made.row(index).enumerated() {
                // Pictures are written from the top.
                values[(bottom + 27 - place / 28) * cells + left + place % 28] = Double(pixel)
            }
        }
        let palest: Double = codes.count > 0 ? 120 : 225
        // A picture reaches half a step beyond its place, to the neighbour's.
        func middles(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
            let step = (range.upperBound - range.lowerBound) / Double(side - 1)
            let pixel = step / 28
            return range.lowerBound - step / 2 + pixel / 2...range.upperBound + step / 2 - pixel / 2
        }
        let places = values.map { $0.isFinite ? min(1, max(0, $0)) : 0 }
        var regions = Regions(
            columns: cells, rows: cells, x: middles(x), y: middles(y), kinds: Array(0..<values.count), names: [],
            colors: places.map { place in
                let level = UInt32(255 - (palest * place).rounded())
                return Color(level << 16 | level << 8 | level)
            })
        regions.places = places
        return regions
    }

    /// The codes, one group for each class.
    private var pointGroups: [Points] {
        guard codes.count > 0 else { return [] }
        func points(_ rows: [Int]) -> [Point] {
            rows.map { Point(Double(codes.values[2 * $0]), Double(codes.values[2 * $0 + 1])) }
        }
        // By chance, where they are too many: classes may follow each other in turn.
        var stream = RandomStream(seed: 0, purpose: "rows of a picture")
        let rows = codes.count <= 2000 ? Array(0..<codes.count) : Array(stream.permutation(codes.count).prefix(2000))
        guard let labels else {
            var all = Points(points(rows), name: "codes", color: 3)
            all.size = 0.6
            return [all]
        }
        return Set(labels).sorted().prefix(12).map { label in
            var group = Points(
                points(rows.filter { labels[$0] == label }), name: "class \(label)", color: ClassColors.cycle(label))
            group.size = 0.6
            return group
        }
    }
}
