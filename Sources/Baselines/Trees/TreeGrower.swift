import Answers

/// Grows one tree leaf by leaf, always where the loss falls most: gradients and Hessians are summed by bin, and of two sisters only
/// the smaller is counted; the other is what the parent has more.
struct TreeGrower {
    struct Settings {
        var rate: Double
        var mostLeaves: Int
        var mostDepth: Int?
        var leastRows: Int
        var penalty: Double
    }

    /// Σ gradient, Σ Hessian and number of rows for each bin, column after column.
    private struct Histogram {
        var gradient: [Double]
        var hessian: [Double]
        var rows: [Int32]
    }

    private struct Split {
        var gain = -1.0
        var column = -1
        var bin = 0
        var missingGoesLeft = false
        var leftGradient = 0.0
        var leftHessian = 0.0
        var leftRows = 0
    }

    private struct Leaf {
        var node: Int
        var depth: Int
        /// Its rows in `order`.
        var range: Range<Int>
        var gradient: Double
        var hessian: Double
        var histogram: Histogram
        var split = Split()

        /// −G/(H + λ)
        func value(_ penalty: Double) -> Double { -gradient / (hessian + penalty + 1e-15) }
    }

    private let bins: Bins
    private let settings: Settings
    private let gradients: [Float]
    private let hessians: [Float]?
    private var order: [Int32]
    private(set) var tree = Tree()
    /// What the leaf of each row adds.
    private(set) var additions: [Double]

    /// - Parameter hessians: nil where all are 1.
    init(_ bins: Bins, gradients: [Float], hessians: [Float]?, _ settings: Settings, work: Work) throws {
        (self.bins, self.gradients, self.hessians, self.settings) = (bins, gradients, hessians, settings)
        order = (0..<Int32(bins.count)).map { $0 }
        additions = [Double](repeating: 0, count: bins.count)
        try grow(work)
    }

    private static let leastHessian = 1e-3

    private mutating func grow(_ work: Work) throws {
        tree.nodes = [Tree.Node()]
        let histogram = count(0..<bins.count)
        let first = 0..<bins.starts[1]
        let (gradient, hessian) = (histogram.gradient[first].reduce(0, +), histogram.hessian[first].reduce(0, +))
        var root = Leaf(
            node: 0, depth: 0, range: 0..<bins.count, gradient: gradient, hessian: hessian, histogram: histogram)
        find(&root)
        var open: [Leaf] = []
        var done: [Leaf] = []
        if root.split.gain > 0 { open.append(root) } else { done.append(root) }
        while let place = open.indices.max(by: { open[$0].split.gain < open[$1].split.gain }) {
            if work.isCancelled { throw Stopped() }
            let leaf = open.remove(at: place)
            var (left, right) = divide(leaf)
            let isFull = open.count + done.count + 2 >= settings.mostLeaves
            if isFull {
                done += open + [left, right]
                break
            }
            if isDivisible(left) || isDivisible(right) { count(&left, &right, of: leaf) }
            for var child in [left, right] {
                find(&child)
                if child.split.gain > 0 { open.append(child) } else { done.append(child) }
            }
        }
        for leaf in done {
            let value = settings.rate * leaf.value(settings.penalty)
            tree.nodes[leaf.node].value = value
            for place in leaf.range { additions[Int(order[place])] = value }
        }
    }

    /// Both halves of a leaf, their histograms still empty.
    private mutating func divide(_ leaf: Leaf) -> (Leaf, Leaf) {
        let split = leaf.split
        let start = split.column * bins.count
        var (lefts, rights): ([Int32], [Int32]) = ([], [])
        for place in leaf.range {
            let bin = bins.bins[start + Int(order[place])]
            let goesLeft = bin == Bins.missing ? split.missingGoesLeft : Int(bin) <= split.bin
            if goesLeft { lefts.append(order[place]) } else { rights.append(order[place]) }
        }
        let border = leaf.range.lowerBound + lefts.count
        order.replaceSubrange(leaf.range, with: lefts + rights)
        let node = tree.nodes.count
        let thresholds = bins.thresholds[split.column]
        tree.nodes[leaf.node] = Tree.Node(
            column: split.column,
            threshold: split.bin < thresholds.count ? thresholds[split.bin] : .infinity,
            missingGoesLeft: bins.hasMissing[split.column] ? split.missingGoesLeft : lefts.count > rights.count,
            left: node, right: node + 1)
        tree.nodes += [Tree.Node(), Tree.Node()]
        let empty = Histogram(gradient: [], hessian: [], rows: [])
        return (
            Leaf(
                node: node, depth: leaf.depth + 1, range: leaf.range.lowerBound..<border, gradient: split.leftGradient,
                hessian: split.leftHessian, histogram: empty),
            Leaf(
                node: node + 1, depth: leaf.depth + 1, range: border..<leaf.range.upperBound,
                gradient: leaf.gradient - split.leftGradient, hessian: leaf.hessian - split.leftHessian,
                histogram: empty)
        )
    }

    private func count(_ left: inout Leaf, _ right: inout Leaf, of parent: Leaf) {
        let isLeftSmaller = left.range.count < right.range.count
        let small = count(isLeftSmaller ? left.range : right.range)
        var large = parent.histogram
        for place in large.rows.indices {
            large.gradient[place] -= small.gradient[place]
            large.hessian[place] -= small.hessian[place]
            large.rows[place] -= small.rows[place]
        }
        left.histogram = isLeftSmaller ? small : large
        right.histogram = isLeftSmaller ? large : small
    }

    private func count(_ range: Range<Int>) -> Histogram {
        let size = bins.starts[bins.width]
        var histogram = Histogram(
            gradient: [Double](repeating: 0, count: size), hessian: [Double](repeating: 0, count: size),
            rows: [Int32](repeating: 0, count: size))
        bins.bins.withUnsafeBufferPointer { all in
            order.withUnsafeBufferPointer { order in
                gradients.withUnsafeBufferPointer { gradients in
                    histogram.gradient.withUnsafeMutableBufferPointer { sums in
                        histogram.rows.withUnsafeMutableBufferPointer { rows in
                            for column in 0..<bins.width {
                                let (start, begin) = (column * bins.count, bins.starts[column])
                                for place in range {
                                    let row = Int(order[place])
                                    let bin = begin + Int(all[start + row])
                                    sums[bin] += Double(gradients[row])
                                    rows[bin] += 1
                                }
                            }
                        }
                    }
                }
            }
        }
        guard let hessians else {
            histogram.hessian = histogram.rows.map { Double($0) }
            return histogram
        }
        for column in 0..<bins.width {
            let (start, begin) = (column * bins.count, bins.starts[column])
            for place in range {
                let row = Int(order[place])
                histogram.hessian[begin + Int(bins.bins[start + row])] += Double(hessians[row])
            }
        }
        return histogram
    }

    /// Whether a leaf has rows for two and is not too deep.
    private func isDivisible(_ leaf: Leaf) -> Bool {
        leaf.range.count >= 2 * settings.leastRows && settings.mostDepth.map { leaf.depth < $0 } ?? true
    }

    /// The split of a leaf that lowers the loss most.
    private func find(_ leaf: inout Leaf) {
        leaf.split = Split()
        guard isDivisible(leaf) else { return }
        for column in 0..<bins.width {
            var best = Split()
            scan(leaf, column, &best, missingGoesLeft: false)
            if bins.hasMissing[column] { scan(leaf, column, &best, missingGoesLeft: true) }
            if best.gain > leaf.split.gain { leaf.split = best }
        }
    }

    /// The loss of a leaf up to a constant: −G²/(H + λ).
    private func loss(_ gradient: Double, _ hessian: Double) -> Double {
        gradient * (-gradient / (hessian + settings.penalty + 1e-15))
    }

    /// From the left with missing numbers on the right, or from the right with them on the left.
    private func scan(_ leaf: Leaf, _ column: Int, _ best: inout Split, missingGoesLeft: Bool) {
        let start = bins.starts[column]
        let binCount = bins.thresholds[column].count + 1
        let all = leaf.range.count
        // The root has no value yet.
        let before = leaf.node == 0 ? 0 : loss(leaf.gradient, leaf.hessian)
        var (gradient, hessian, rows) = (0.0, 0.0, 0)
        leaf.histogram.gradient.withUnsafeBufferPointer { gradients in
            leaf.histogram.hessian.withUnsafeBufferPointer { hessians in
                leaf.histogram.rows.withUnsafeBufferPointer { counts in
                    let steps = missingGoesLeft ? binCount - 1 : binCount - 1 + (bins.hasMissing[column] ? 1 : 0)
                    for step in 0..<Swift.max(0, steps) {
                        let bin = missingGoesLeft ? binCount - 1 - step : step
                        gradient += gradients[start + bin]
                        hessian += hessians[start + bin]
                        rows += Int(counts[start + bin])
                        let (otherGradient, otherHessian, otherRows) = (
                            leaf.gradient - gradient, leaf.hessian - hessian, all - rows
                        )
                        if rows < settings.leastRows || hessian < TreeGrower.leastHessian { continue }
                        if otherRows < settings.leastRows || otherHessian < TreeGrower.leastHessian { break }
                        // Where no row of a leaf has a number missing, both directions reach the same gain, and rounding decides
                        // between them: hence scikit-learn's operations in its order.
                        let (here, there) = (loss(gradient, hessian), loss(otherGradient, otherHessian))
                        let gain = before - (missingGoesLeft ? there : here) - (missingGoesLeft ? here : there)
                        guard gain > best.gain, gain > 0 else { continue }
                        best =
                            missingGoesLeft
                            ? Split(
                                gain: gain, column: column, bin: bin - 1, missingGoesLeft: true,
                                leftGradient: otherGradient, leftHessian: otherHessian, leftRows: otherRows)
                            : Split(
                                gain: gain, column: column, bin: bin, missingGoesLeft: false, leftGradient: gradient,
                                leftHessian: hessian, leftRows: rows)
                    }
                }
            }
        }
    }
}
