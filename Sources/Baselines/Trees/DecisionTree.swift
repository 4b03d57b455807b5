public import Answers
public import Datasets
import Glibc

/// A tree that asks one column at each fork, whether the number there is at most a threshold, and grows by the question that leaves the
/// least impurity on both sides.
///
/// Breiman, Friedman, Olshen & Stone (1984), Classification and Regression Trees; thresholds, limits and impurities as in
/// scikit-learn 1.9. Of two questions that are equally good the first is taken.
public struct DecisionTree: Sendable {
    /// What a node's targets have that is to become small.
    public enum Impurity: Sendable {
        /// The variance of numbers.
        case variance
        /// 1 − Σ pₖ² over the shares of the classes.
        case gini
        /// −Σ pₖ log₂ pₖ over the shares of the classes.
        case entropy
    }

    /// How far it grows.
    public struct Settings: Sendable {
        /// What is to become small.
        public var impurity = Impurity.variance
        /// The most forks above a leaf; nil without a limit.
        public var mostDepth: Int?
        /// The most leaves; nil without a limit. With one the fork that helps most comes next.
        public var mostLeaves: Int?
        /// The fewest rows that are divided.
        public var leastToSplit = 2
        /// The fewest rows of a leaf.
        public var leastInLeaf = 1
        /// By how much a fork has to lessen the impurity of all rows.
        public var leastGain = 0.0
        /// How many columns are looked at for each fork, drawn anew; nil for all of them in order.
        public var columnsTried: Int?

        /// scikit-learn's defaults.
        public init() {}
    }

    /// A fork or a leaf.
    public struct Node: Sendable {
        /// The column that is asked; −1 for a leaf.
        public internal(set) var column = -1
        /// Rows with at most so much go left.
        public internal(set) var threshold = 0.0
        /// The place of the node for them.
        public internal(set) var left = -1
        /// The place of the node for the others.
        public internal(set) var right = -1
        /// How many rows of training came here.
        public internal(set) var count = 0
        /// How mixed their targets are.
        public internal(set) var impurity = 0.0
        /// The mean of their targets: a number, or the share of each class.
        public var value: [Double]
    }

    /// The nodes; the root is the first.
    public internal(set) var nodes: [Node] = []
    /// How many columns it asks.
    public let width: Int

    /// Grows a tree.
    ///
    /// - Parameters:
    ///   - targets: for each row a number, or a 1 at the place of its class.
    ///   - rows: the rows to learn from; one may come twice.
    ///   - draw: a random order of so many columns, where not all of them are looked at.
    /// - Throws: `Mistake` for what is missing; `Stopped`.
    public init(
        _ x: Design, _ targets: [[Double]], rows: [Int], _ settings: Settings, work: Work,
        draw: (Int) throws -> [Int] = { Array(0..<$0) }
    ) throws {
        try x.check(width: x.width)
        width = x.width
        var grower = CartGrower(x: x, targets: targets, settings: settings, work: work)
        nodes = try grower.grow(rows, draw)
    }

    /// The place of the leaf that a row comes to.
    public func leaf(_ values: UnsafeBufferPointer<Double>, _ start: Int) -> Int {
        var at = 0
        while nodes[at].column >= 0 {
            at = values[start + nodes[at].column] <= nodes[at].threshold ? nodes[at].left : nodes[at].right
        }
        return at
    }

    /// The place of the leaf of each row.
    ///
    /// - Throws: `Mistake` for rows of another width; `Stopped`.
    public func leaves(_ x: Design, work: Work) throws -> [Int] {
        try x.check(width: width)
        var check = StopCheck(work)
        return try x.values.withUnsafeBufferPointer { values in
            try (0..<x.count).map { row in
                try check.pass()
                return leaf(values, row * width)
            }
        }
    }

    /// How many forks stand above the deepest leaf.
    public var depth: Int {
        var depths = [Int](repeating: 0, count: nodes.count)
        for place in nodes.indices where nodes[place].column >= 0 {
            depths[nodes[place].left] = depths[place] + 1
            depths[nodes[place].right] = depths[place] + 1
        }
        return depths.max() ?? 0
    }

    /// How many leaves there are.
    public var leafCount: Int { nodes.count { $0.column < 0 } }

    /// Which share of all that the forks took from the impurity each column has.
    public var importances: [Double] {
        var gains = [Double](repeating: 0, count: width)
        for node in nodes where node.column >= 0 {
            let (left, right) = (nodes[node.left], nodes[node.right])
            gains[node.column] +=
                Double(node.count) * node.impurity - Double(left.count) * left.impurity
                - Double(right.count) * right.impurity
        }
        let sum = gains.reduce(0, +)
        return sum > 0 ? gains.map { $0 / sum } : gains
    }
}

/// Grows a tree fork by fork.
private struct CartGrower {
    let x: Design
    let targets: [[Double]]
    let settings: DecisionTree.Settings
    let work: Work

    /// A question, and what it does.
    private struct Fork {
        var column: Int
        var threshold: Double
        var left: [Int]
        var right: [Int]
        var gain: Double
    }

    /// A node that may be divided yet.
    private struct Open {
        var node: Int
        var depth: Int
        var fork: Fork
    }

    /// Numbers that are closer count as one, as scikit-learn has it.
    private static let closest = 1e-7
    private static let nothing = 0x1p-52

    mutating func grow(_ rows: [Int], _ draw: (Int) throws -> [Int]) throws -> [DecisionTree.Node] {
        var nodes: [DecisionTree.Node] = []
        var open: [Open] = []
        var leaves = 0
        let all = Double(rows.count)

        func add(_ rows: [Int], _ depth: Int) throws -> Int {
            let (impurity, mean) = measured(sums(rows), Double(rows.count), squares(rows))
            nodes.append(DecisionTree.Node(count: rows.count, impurity: impurity, value: mean))
            leaves += 1
            let isFinal =
                settings.mostDepth.map { depth >= $0 } ?? false || rows.count < settings.leastToSplit
                || rows.count < 2 * settings.leastInLeaf || impurity <= CartGrower.nothing
            if !isFinal, let fork = try best(rows, impurity, all, draw),
                fork.gain + CartGrower.nothing >= settings.leastGain
            {
                open.append(Open(node: nodes.count - 1, depth: depth, fork: fork))
            }
            return nodes.count - 1
        }

        _ = try add(rows, 0)
        while !open.isEmpty, leaves < settings.mostLeaves ?? .max {
            if work.isCancelled { throw Stopped() }
            let next =
                settings.mostLeaves == nil
                ? open.count - 1
                : open.indices.max { open[$0].fork.gain < open[$1].fork.gain } ?? 0
            let one = open.remove(at: next)
            leaves -= 1
            nodes[one.node].column = one.fork.column
            nodes[one.node].threshold = one.fork.threshold
            // The right side is opened first, so that the left one is divided first.
            nodes[one.node].right = try add(one.fork.right, one.depth + 1)
            nodes[one.node].left = try add(one.fork.left, one.depth + 1)
        }
        return nodes
    }

    private func sums(_ rows: [Int]) -> [Double] {
        var sums = [Double](repeating: 0, count: targets.first?.count ?? 1)
        for row in rows { for place in sums.indices { sums[place] += targets[row][place] } }
        return sums
    }

    /// Σ y² about 0; of classes it is how many rows there are.
    private func squares(_ rows: [Int]) -> Double {
        guard settings.impurity == .variance else { return Double(rows.count) }
        return rows.reduce(0) { $0 + targets[$1][0] * targets[$1][0] }
    }

    private func measured(_ sums: [Double], _ count: Double, _ squares: Double) -> (impurity: Double, mean: [Double]) {
        let mean = sums.map { $0 / count }
        switch settings.impurity {
        case .variance: return (Swift.max(0, squares / count - mean[0] * mean[0]), mean)
        case .gini: return (1 - mean.reduce(0) { $0 + $1 * $1 }, mean)
        case .entropy: return (mean.reduce(0) { $0 - ($1 > 0 ? $1 * log2($1) : 0) }, mean)
        }
    }

    /// What grows as the impurity of both sides shrinks.
    private func worth(_ left: [Double], _ leftCount: Double, _ sums: [Double], _ rightCount: Double) -> Double {
        var found = 0.0
        for place in sums.indices {
            let (a, b) = (left[place], sums[place] - left[place])
            if settings.impurity == .entropy {
                if a > 0 { found += a * log2(a / leftCount) }
                if b > 0 { found += b * log2(b / rightCount) }
            } else {
                found += a * a / leftCount + b * b / rightCount
            }
        }
        return found
    }

    /// The question that leaves the least impurity; nil where no column tells the rows apart.
    private func best(_ rows: [Int], _ impurity: Double, _ all: Double, _ draw: (Int) throws -> [Int]) throws -> Fork? {
        let columns = try settings.columnsTried == nil ? Array(0..<x.width) : draw(x.width)
        let most = settings.columnsTried ?? x.width
        let sums = sums(rows)
        let least = settings.leastInLeaf
        var found: (worth: Double, column: Int, threshold: Double)?
        var (tried, sawDifference) = (0, false)
        var check = StopCheck(work)
        for column in columns {
            // A column that is the same in all rows is looked past, as long as no other was found.
            if tried >= most, sawDifference { break }
            tried += 1
            try check.pass(rows.count)
            let order = rows.map { (value: x.values[$0 * x.width + column], row: $0) }.sorted { $0.value < $1.value }
            guard let first = order.first, let last = order.last, last.value > first.value + CartGrower.closest else {
                continue
            }
            sawDifference = true
            var left = [Double](repeating: 0, count: sums.count)
            for place in 1..<order.count {
                let target = targets[order[place - 1].row]
                for k in left.indices { left[k] += target[k] }
                let (before, after) = (order[place - 1].value, order[place].value)
                guard after > before + CartGrower.closest, place >= least, order.count - place >= least else {
                    continue
                }
                let worth = worth(left, Double(place), sums, Double(order.count - place))
                guard worth > found?.worth ?? -.infinity else { continue }
                let middle = before / 2 + after / 2
                found = (worth, column, middle == after || !middle.isFinite ? before : middle)
            }
        }
        guard let found else { return nil }
        var (left, right): ([Int], [Int]) = ([], [])
        for row in rows {
            if x.values[row * x.width + found.column] <= found.threshold { left.append(row) } else { right.append(row) }
        }
        let rest = [left, right].reduce(0.0) { sum, side in
            sum + measured(self.sums(side), Double(side.count), squares(side)).impurity * Double(side.count)
        }
        let gain = (impurity * Double(rows.count) - rest) / all
        return Fork(column: found.column, threshold: found.threshold, left: left, right: right, gain: gain)
    }
}
