internal import Answers
internal import Cards
internal import Datasets
internal import Networks
internal import Numbers

/// Object detection at its smallest: where is the square?
extension GalleryProblem {
    static let square = GalleryProblem(
        "cnn", model: "Conv2D(4) with filters of kernel × kernel, then Conv2D(1): a score for each pixel",
        task: "find a square of 3 × 3 in 12 × 12 noisy pixels", "kernel", Interval(1, 11).whole, [1, 2, 3, 5, 7],
        measure: "share of squares whose centre is missed (guessing: 0.99)", source: "LeCun et al. (1998)"
    ) { kernel, seed, work in
        let (train, validation) = try squares(n: 1000, seed: seed).parted(500)
        return try NetworkProblem(
            layers: [
                Conv2DLayer(
                    filters: 4, kernelSize: (Int(kernel), Int(kernel)), padding: .same, activation: .relu),
                Conv2DLayer(filters: 1, kernelSize: (1, 1)), FlattenLayer(),
            ], loss: Loss("SparseCategoricalCrossentropy", ["from_logits": .flag(true)]), rate: 0.02, epochs: 15,
            countsErrors: true
        ).scores(train, validation, seed: seed, work: work)
    }

    /// Noise of deviation 0.7, and 1 more within the square; the target is the number of the pixel in its middle.
    static func squares(n: Int, seed: UInt64) throws -> Dataset {
        var stream = RandomStream(seed: seed, purpose: "squares")
        let side = 12
        var (x, y): ([Float], [Float]) = ([], [])
        for _ in 0..<n {
            let (row, column) = (stream.index(below: side - 2), stream.index(below: side - 2))
            for r in 0..<side {
                for c in 0..<side {
                    let isInside = (row...row + 2).contains(r) && (column...column + 2).contains(c)
                    x.append(Float(0.7 * stream.normal() + (isInside ? 1 : 0)))
                }
            }
            y.append(Float((row + 1) * side + column + 1))
        }
        return try Dataset(
            name: "squares(n=\(n), seed=\(seed))", x: Samples(shape: [n, side, side, 1], values: x),
            y: Samples(column: y), task: .classification(classes: side * side), remark: "A square of 3 × 3 in noise.")
    }
}
