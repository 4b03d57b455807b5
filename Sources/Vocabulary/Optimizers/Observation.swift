import Answers
import Numbers
import Language
import Optimizers
import Synchronization

/// `observe=` and `every=` of minimize: a learner's function that is told of places on the way.
///
/// What it prints is shown with the result, so the visits are gathered while the run goes at full speed and told in their
/// order when it has ended.
struct Observation {
    /// Visits beyond this many are not told.
    static let limit = 10_000

    static let parameters: [Parameter] = [
        Parameter(
            "observe", .optional(.function), "a function of (step, point, loss), told of places on the way",
            isKeywordOnly: true),
        Parameter(
            "every", .oneOf([.int(.atLeast(1)), .choice(["best"])]), 1,
            "which places: every n-th step, or \"best\" for each new lowest loss", isKeywordOnly: true),
    ]

    private let function: Value
    private let turn: Observer.Turn
    private let visits = Gathered()

    init(_ arguments: Arguments) throws {
        function = arguments["observe"]
        if case .text = arguments["every"] {
            turn = .newBest
        } else {
            let stride = try arguments.int("every")
            turn = stride == 1 ? .always : .every(stride)
        }
    }

    /// What the run is given; nothing when nobody observes.
    var observers: [Observer] {
        if case .none = function { return [] }
        return [Observer(turn) { [visits] in visits.add($0) }]
    }

    /// Calls the function for each visit.
    ///
    /// - Throws: what the function throws.
    func tell(_ context: Context, dimension: Int) throws {
        let (told, count) = visits.all
        for visit in told {
            _ = try context.call(
                function, [.int(visit.step), Value(visit.point, dimension: dimension), .number(visit.slope.value)])
        }
        if count > told.count { context.note("observe was told of the first \(told.count) of \(count) places") }
    }

    /// Visits in their order; the run adds them from whatever thread it is on.
    private final class Gathered: Sendable {
        private let state = Mutex<(visits: [Visit], count: Int)>(([], 0))

        var all: (visits: [Visit], count: Int) { state.withLock { $0 } }

        func add(_ visit: Visit) {
            state.withLock {
                $0.count += 1
                if $0.visits.count < Observation.limit { $0.visits.append(visit) }
            }
        }
    }
}
