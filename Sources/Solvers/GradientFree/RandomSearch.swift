import Answers
import Cards
import Numbers
import Optimizers

/// Places drawn uniformly from the box; the best is kept. What every other method has to beat.
///
/// One step is one place; the path is the best so far.
struct RandomSearch: ValueSolver {
    let bounds: SearchBox?
    /// The call that makes it.
    let summary: String

    static let card = SolverCard(
        "RandomSearch", chapter: .values,
        summary: "places drawn evenly from the box; what every other method has to beat",
        source: "Bergstra & Bengio (2012), Random Search for Hyper-Parameter Optimization", example: "RandomSearch()",
        [.bounds]
    ) { try RandomSearch($0) }

    init(_ settings: Settings) throws {
        bounds = try SearchBox(settings)
        summary = settings.call
    }

    func asking(in box: SearchBox, from start: [Double], seed: UInt64, steps: Int) -> some AskTell {
        Draws(box, start, RandomStream(seed: seed, purpose: "random search"))
    }

    private struct Draws: AskTell {
        private let box: SearchBox
        private var stream: RandomStream
        private var best: Incumbent
        private var asked: [Double]
        private var hasStarted = false

        init(_ box: SearchBox, _ start: [Double], _ stream: RandomStream) {
            self.box = box
            self.stream = stream
            best = Incumbent(start)
            asked = start
        }

        mutating func ask(_ place: inout [Double]) {
            if hasStarted { box.draw(&asked, &stream) }
            hasStarted = true
            for axis in asked.indices { place[axis] = asked[axis] }
        }

        mutating func tell(_ value: Double) -> Bool {
            best.offer(asked, value)
            return true
        }

        var place: [Double] { best.place }
        var value: Double? { best.value }
        var end: StopReason? { nil }
    }
}
