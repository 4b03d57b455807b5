import Dispatch
public import Answers
public import Numbers
public import Optimizers
import Synchronization

/// Where every start of a grid ends: the minimum it reaches and the steps it takes.
public struct Basins: Presentable {
    /// What became of one start.
    public struct Cell: Sendable, Equatable {
        /// Index into `minima`; -1 for a start that arrived nowhere, -2 for one that was not run.
        public var minimum: Int { Int(place) }
        /// Steps it took; more than fit into 32 bits are told as 2³¹ − 1.
        public var steps: Int { Int(taken) }

        // Of 16 million cells: eight bytes each.
        private let place: Int32
        private let taken: Int32

        init(minimum: Int, steps: Int) { (place, taken) = (Int32(minimum), Int32(clamping: steps)) }
    }

    /// The landscape's word.
    public let landscape: String
    /// The call that makes the method.
    public let method: String
    /// The lower left corner of the region.
    public let lower: Point
    /// The upper right corner.
    public let upper: Point
    /// Starts per side.
    public let count: Int
    /// The minima reached, the known ones first.
    public let minima: [Point]
    /// For each row from the lowest what became of its starts, from the left; nothing of a row that was not run, so that a large map
    /// that was stopped early holds no more than what it found.
    private let cellsByRow: [[Cell]]
    /// Steps that each start might take.
    public let steps: Int
    /// Of every run.
    public let seed: UInt64
    /// For each minimum, how many starts reach it and the steps that these take together.
    private let reached: [(starts: Int, steps: Int)]

    /// Runs the method from the centres of an n×n grid of cells on all cores. The result does not depend on how many
    /// threads there are.
    ///
    /// - Parameters:
    ///   - tolerance: |∇f| at which a start has arrived.
    /// - Throws: `Mistake` unless 1 ≤ n ≤ 4000 and steps ≥ 1.
    public init(
        _ objective: any Objective, _ method: any Minimizer, lower: Point, upper: Point, count: Int = 300,
        steps: Int = 200, tolerance: Double = 1e-4, seed: UInt64 = 0, work: Work = Work()
    ) throws {
        guard (1...4000).contains(count) else {
            throw Mistake("n = \(count)", expected: "a whole number from 1 to 4000", try: "n=300")
        }
        guard steps >= 1 else { throw Mistake("steps = \(steps)", expected: "at least 1", try: "steps=200") }
        let grid = Grid(lower: lower, upper: upper, count: count, isCurve: objective.dimension == 1)
        let rows = grid.rows
        let known = (objective as? any KnownMinima)?.minima ?? []
        let harvest = Mutex(Harvest(FoundMinima(known, radius: 0.01 * (upper - lower).norm), rows: rows))
        DispatchQueue.concurrentPerform(iterations: rows) { row in
            guard !work.isCancelled else { return }
            var endings: [Ending] = []
            // Asked before every start: the first value of a network's loss alone may take long.
            for column in 0..<count where !work.isCancelled {
                endings.append(
                    Basins.ending(
                        objective, method, grid.start(column, row), steps: steps, tolerance: tolerance, seed: seed,
                        work: work))
            }
            guard !work.isCancelled else { return }
            let done = harvest.withLock { harvest in
                harvest.take(endings, of: row)
                return harvest.rowsTaken
            }
            work.report(Double(done) / Double(rows), "row \(done) of \(rows)")
        }
        cellsByRow = harvest.withLock { $0.settled() }
        minima = harvest.withLock { $0.found.places }
        var reached = [(starts: Int, steps: Int)](repeating: (0, 0), count: minima.count)
        for cell in cellsByRow.joined() where cell.minimum >= 0 {
            reached[cell.minimum].starts += 1
            reached[cell.minimum].steps += cell.steps
        }
        self.reached = reached
        landscape = objective.name
        self.method = method.summary
        self.lower = lower
        self.upper = upper
        self.count = count
        self.steps = steps
        self.seed = seed
    }

    /// Where one start ended; no point when it did not arrive.
    private struct Ending: Sendable {
        var point: Point?
        var steps: Int
        /// Whether |∇f| came down to the tolerance.
        var isSettled = false
    }

    private static func ending(
        _ objective: any Objective, _ method: any Minimizer, _ start: Point, steps: Int, tolerance: Double,
        seed: UInt64, work: Work
    ) -> Ending {
        let run = try? method.minimize(
            objective, start: start, steps: steps, seed: seed, record: false, stops: [.gradient(tolerance)],
            observers: [], work: work)
        guard let run, run.point.isFinite, run.loss.isFinite else { return Ending(point: nil, steps: steps) }
        guard run.gradientNorm <= tolerance else { return Ending(point: run.point, steps: run.steps) }
        // A start that settled on a saddle has reached no minimum.
        let h = objective.curvature(at: run.point).hessian
        let lowest = objective.dimension == 1 ? h.xx : h.eigenvalues.smaller
        guard lowest >= 0 else { return Ending(point: nil, steps: run.steps) }
        return Ending(point: run.point, steps: run.steps, isSettled: true)
    }

    /// The rows that are run, and what their endings come to.
    ///
    /// Starts that settled find the minima, row after row from the lowest; those still on their way count where they are near one.
    /// A row is gone through as soon as all below it are, so that little is left to do where the work is stopped.
    private struct Harvest {
        private(set) var found: FoundMinima
        private(set) var rowsTaken = 0
        private var endings: [[Ending]]
        private var cells: [[Cell]]
        /// How many minima were known when the cells of a row were made.
        private var known: [Int]
        /// All rows below it have been gone through.
        private var next = 0

        init(_ found: FoundMinima, rows: Int) {
            self.found = found
            endings = Array(repeating: [], count: rows)
            cells = Array(repeating: [], count: rows)
            known = Array(repeating: 0, count: rows)
        }

        mutating func take(_ row: [Ending], of number: Int) {
            endings[number] = row
            rowsTaken += 1
            while next < endings.count, !endings[next].isEmpty {
                goThrough(next)
                next += 1
            }
        }

        private mutating func goThrough(_ row: Int) {
            for ending in endings[row] where ending.isSettled {
                if let point = ending.point { found.add(point) }
            }
            assign(row)
        }

        private mutating func assign(_ row: Int) {
            cells[row] = endings[row].map { ending in
                Cell(minimum: ending.point.map { found.index(of: $0) } ?? -1, steps: ending.steps)
            }
            known[row] = found.places.count
        }

        /// The cells of each row, with the nearest of all minima; of those that were not run nothing.
        mutating func settled() -> [[Cell]] {
            for row in next..<endings.count { goThrough(row) }
            for row in cells.indices where known[row] < found.places.count { assign(row) }
            LargeValue.leaveBehind(&endings)
            return cells
        }
    }

    /// The cells' centres.
    private struct Grid {
        let lower: Point
        let upper: Point
        let count: Int
        let isCurve: Bool

        var rows: Int { isCurve ? 1 : count }

        func start(_ column: Int, _ row: Int) -> Point {
            let share = Point(Double(column) + 0.5, Double(row) + 0.5) / Double(count)
            let place = lower + share * (upper - lower)
            return isCurve ? Point(place.x, 0) : place
        }
    }

    /// Rows of cells: `count`, or 1 for a curve.
    public var rows: Int { cellsByRow.count }

    /// All starts of the grid, those included that were not run.
    public var starts: Int { rows * count }

    /// Row by row from the lower left corner.
    public var cells: [Cell] {
        let missing = [Cell](repeating: Cell(minimum: -2, steps: 0), count: count)
        return Array(cellsByRow.map { $0.isEmpty ? missing : $0 }.joined())
    }

    /// Starts that were not run, because the work was stopped.
    public var notRun: Int { count * cellsByRow.count(where: \.isEmpty) }

    /// Share of all starts that reached each minimum.
    public var shares: [Double] { reached.map { Double($0.starts) / Double(starts) } }

    /// `basins`.
    public static var kind: String { "basins" }
    /// The method, the landscape and the grid.
    public var summary: String { "basins of \(method) on \(landscape), \(count)×\(rows) starts" }

    /// For each minimum the share of the starts that reach it and the steps they take.
    public func table(width: Int) -> String {
        var rows = [["minimum", "share of starts", "mean steps"]]
        for (index, share) in shares.enumerated() where share > 0 {
            let mean = Double(reached[index].steps) / Double(reached[index].starts)
            rows.append([minima[index].short(), (100 * share).short() + "%", mean.short(4)])
        }
        let lost = Double(starts - reached.reduce(0) { $0 + $1.starts }) / Double(starts)
        if lost > 0 { rows.append(["none", (100 * lost).short() + "%", ""]) }
        return "\(summary)\n" + TextTable.lines(rows, width: width).joined(separator: "\n")
    }

    /// Which minimum draws most starts and how many arrive nowhere.
    public var sentence: String {
        let shares = self.shares
        guard let best = shares.indices.max(by: { shares[$0] < shares[$1] }), shares[best] > 0 else {
            return "No start reached a minimum in \(steps) steps."
        }
        let count = shares.count { $0 > 0 }
        return "\(count) minim\(count == 1 ? "um is" : "a are") reached; \((100 * shares[best]).short())% of the "
            + "starts end at \(minima[best].short())."
    }

    /// The minima and, for every cell, which it reached in how many steps.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "landscape": .string(landscape), "optimizer": .string(method),
            "n": .integer(count), "steps": .integer(steps), "seed": .integer(Int(truncatingIfNeeded: seed)),
            "minima": .array(minima.map { .point($0) }), "shares": .array(shares.map { .number($0) }),
        ])
    }
}

/// Places that are gathered into clusters: those within a radius of a place count as that place.
private struct FoundMinima {
    private(set) var places: [Point]
    private let radius: Double

    init(_ known: [Point], radius: Double) {
        places = known
        self.radius = radius
    }

    /// Founds a cluster when the place is far from all others, until there are 64.
    mutating func add(_ place: Point) {
        if index(of: place) < 0, places.count < 64 { places.append(place) }
    }

    /// The nearest cluster within the radius, or -1.
    func index(of place: Point) -> Int {
        var nearest = -1
        var distance = radius
        for (index, other) in places.enumerated() where (place - other).norm < distance {
            distance = (place - other).norm
            nearest = index
        }
        return nearest
    }
}
