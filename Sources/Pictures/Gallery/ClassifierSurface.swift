import Answers
public import Datasets
public import Figures
import Numbers

/// The regions of any classifier of the plane, with the samples on them, and those that carry the border marked.
public struct ClassifierSurface {
    private let name: String
    private let data: Dataset
    private let carriers: [Int]
    private let classes: (Samples) throws -> [Int]

    /// - Parameters:
    ///   - name: the classifier's.
    ///   - data: samples of two numbers with their classes.
    ///   - carriers: samples that are marked: support vectors.
    ///   - classes: the class of each place.
    public init(
        _ name: String, _ data: Dataset, carriers: [Int] = [], classes: @escaping (Samples) throws -> [Int]
    ) {
        (self.name, self.data, self.carriers, self.classes) = (name, data, carriers, classes)
    }

    /// - Throws: `Mistake` for samples that are no points of the plane with classes.
    public func figure(_ options: PlotOptions) throws -> Figure {
        guard data.x.width == 2, data.x.shape.count == 2, let labels = data.labels else {
            throw Mistake(
                "\(data.name) is no plane with classes", expected: "two numbers a row, and a class", try: "moons()",
                argument: "data")
        }
        let side = 256
        let plane = try InputGrid(data, options, side: side)
        let kinds = try classes(plane.places)
        let own = try classes(data.x)
        let count = Swift.max((kinds.max() ?? 0), (labels.max() ?? 0)) + 1
        let regions = Regions(
            columns: side, rows: side, x: plane.x, y: plane.y, kinds: kinds,
            names: (0..<count).map { "region of class \($0)" }, shades: kinds.map { _ in 0 }, shadeMeaning: "")
        let hits = zip(own, labels).count { $0 == $1 }
        var points = data.pointGroups()
        if !carriers.isEmpty {
            var marked = Points(
                carriers.map { Point(Double(data.x.values[2 * $0]), Double(data.x.values[2 * $0 + 1])) },
                name: "support vectors", color: 7, symbol: .circle)
            marked.size = 2.2
            // Below the samples, as a ring around each.
            points.insert(marked, at: 0)
        }
        var figure = Figure.regions(
            regions, title: options.title ?? "Decision surface", x: "x₀", y: "x₁", points: points,
            caption: [
                data.name, name,
                "\((100 * Double(hits) / Double(Swift.max(1, data.count))).short(4)) % of the samples right",
            ])
        figure.sentence +=
            " \(hits) of the \(data.count) samples lie in the region of their class"
            + (carriers.isEmpty ? "." : "; \(carriers.count) of them carry the border.")
        return figure
    }
}
