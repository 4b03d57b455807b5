public import Datasets
public import Figures
public import Answers
import Numbers

/// Data as pictures: classes in the plane, samples of a curve, sheets of images, otherwise the distribution of numbers.
extension Dataset: Drawable {
    /// - Throws: `Mistake` when there are no samples.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        guard count > 0 else { throw Mistake("the dataset has no samples") }
        if x.width == 784 { return ContactSheet(x, labels: labels).figure(options.title ?? name, caption: [remark]) }
        if x.width == 2, y.width == 1 {
            return Figure.scatter(
                pointGroups(), title: options.title ?? name, x: "x₀", y: "x₁", caption: ["\(count) samples", remark],
                options: options)
        }
        if x.width == 1, y.width == 1 {
            let points = zip(x.values, y.values).map { Point(Double($0), Double($1)) }
            return Figure.scatter(
                [Points(points, name: "samples", color: 3)], title: options.title ?? name, x: "x", y: "y",
                caption: ["\(count) samples", remark], options: options)
        }
        return Figure.histogram(
            x.values.map { Double($0) }, title: options.title ?? name, label: "x",
            caption: ["\(count) samples", remark])
    }

    /// Class numbers; nil when the task is no classification.
    var labels: [Int]? {
        guard case .classification = task, y.width == 1 else { return nil }
        let numbers = y.values.compactMap { Int(exactly: $0) }
        return numbers.count == y.values.count ? numbers : nil
    }

    /// The samples of a plane as points, one group per class; of many, about so many evenly chosen from each class.
    func pointGroups(atMost most: Int = .max) -> [Points] {
        let every = most >= count ? 1 : (count + most - 1) / max(1, most)
        func some(_ rows: [Int]) -> [Int] { stride(from: 0, to: rows.count, by: every).map { rows[$0] } }
        func place(_ row: Int) -> Point {
            Point(Double(x.values[row * x.width]), Double(x.values[row * x.width + 1]))
        }
        guard let labels else { return [Points(some(Array(0..<count)).map(place), name: "samples", color: 3)] }
        return Set(labels).sorted().prefix(12).map { label in
            Points(
                some((0..<count).filter { labels[$0] == label }).map(place), name: "class \(label)",
                color: ClassColors.cycle(label), symbol: label % 2 == 0 ? .circle : .dot)
        }
    }
}

extension Samples: Tabular {
    /// Itself.
    public func samples() throws -> Samples? { self }

    /// Images as a sheet, a matrix as a heat map, a column as a histogram.
    ///
    /// - Throws: `Mistake` when the array is empty.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        guard !values.isEmpty else { throw Mistake("the array is empty", expected: "numbers") }
        let title = options.title ?? summary
        if width == 784, count > 1 || shape.count > 2 { return ContactSheet(self, labels: nil).figure(title) }
        if width > 1, count > 1, width <= 512, count <= 1024 {
            return Figure.heatMap(
                (0..<count).map { row($0).map { Double($0) } }, x: "column", y: "row", title: title,
                scale: ColorScale(spanning: values.map { Double($0) }, label: "value"))
        }
        return Figure.histogram(values.map { Double($0) }, title: title)
    }
}
