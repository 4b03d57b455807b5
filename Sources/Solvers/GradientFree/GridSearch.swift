import Answers
import Cards
import Optimizers

/// All places of an even grid over the box, the first coordinate fastest; the best is kept.
///
/// One step is one place; the path is the best so far. The run ends when the grid has been seen.
struct GridSearch: ValueSolver {
    /// Places per side; the corners belong to the grid.
    let count: Int
    let bounds: SearchBox?
    /// The call that makes it.
    let summary: String

    static let card = SolverCard(
        "GridSearch", chapter: .values, summary: "all places of an even grid",
        source: "folklore; what random search is measured against in Bergstra & Bengio (2012)",
        example: "GridSearch(n=10)",
        [Hyperparameter("n", .whole(2, 1e5), 20, "places per side"), .bounds]
    ) { try GridSearch($0) }

    init(_ settings: Settings) throws {
        count = settings.whole("n")
        bounds = try SearchBox(settings)
        summary = settings.call
    }

    func asking(in box: SearchBox, from start: [Double], seed: UInt64, steps: Int) -> some AskTell {
        Mesh(count, box, start)
    }

    private struct Mesh: AskTell {
        private let count: Int
        private let box: SearchBox
        private var best: Incumbent
        private var asked: [Double]
        /// The next place of the grid, side by side; nil before the start.
        private var indices: [Int]?
        private(set) var end: StopReason?

        init(_ count: Int, _ box: SearchBox, _ start: [Double]) {
            self.count = count
            self.box = box
            best = Incumbent(start)
            asked = start
        }

        mutating func ask(_ place: inout [Double]) {
            if let indices {
                for axis in asked.indices {
                    asked[axis] = box.lower[axis] + Double(indices[axis]) / Double(count - 1) * box.side(axis)
                }
            }
            for axis in asked.indices { place[axis] = asked[axis] }
        }

        mutating func tell(_ value: Double) -> Bool {
            best.offer(asked, value)
            advance()
            return true
        }

        /// To the next place, as an odometer turns.
        private mutating func advance() {
            guard indices != nil else {
                indices = [Int](repeating: 0, count: asked.count)
                return
            }
            for axis in asked.indices {
                indices?[axis] += 1
                if indices?[axis] != count { return }
                indices?[axis] = 0
            }
            end = .stalled("the whole grid has been seen")
        }

        var place: [Double] { best.place }
        var value: Double? { best.value }
    }
}
