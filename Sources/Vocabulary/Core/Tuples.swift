import Answers
import Language

/// The tuples that `zip` and `enumerate` make: a list of them, or of very many a value that makes each when it is asked for.
///
/// A tuple takes about a hundred bytes, ten times as much as a number.
struct Tuples: Subscriptable {
    static let kind = "tuples"

    private let lists: [[Value]]
    /// The first number of those that stand before the elements; nil for none.
    private let start: Int?
    private let work: Work
    let count: Int
    let mostInList = 2_000_000

    /// As many as the shortest list has elements.
    init(from start: Int? = nil, _ lists: [[Value]], work: Work) {
        self.lists = lists
        self.start = start
        self.work = work
        count = lists.map(\.count).min() ?? 0
    }

    /// A list where that is not too long.
    ///
    /// - Throws: `Stopped` once the work was stopped.
    var value: Value {
        get throws { count <= mostInList ? .list(try (0..<count).map(stoppedBy: work, tuple)) : .thing(self) }
    }

    private func tuple(_ index: Int) -> Value {
        .tuple((start.map { [.int($0 + index)] } ?? []) + lists.map { $0[index] })
    }

    func element(_ subscripts: [Subscript]) throws -> Value {
        guard let place = subscripts.first, subscripts.count == 1 else {
            throw Mistake("tuples have one direction, \(subscripts.count) indices given", expected: "one index")
        }
        switch place {
        case .index(let index): return tuple(try Subscripts.position(index, count, "row of tuples"))
        case .slice(let lower, let upper, let step):
            let places = Array(try Subscripts.positions(count, lower, upper, step))
            guard places.count <= mostInList else {
                throw Mistake("a list of \(places.count) tuples is too long", expected: "at most \(mostInList)")
            }
            return .list(try places.map(stoppedBy: work, tuple))
        }
    }

    var summary: String { "\(count) tuples, made one after the other" }
    var json: JSON { .members(["kind": .string(Self.kind), "count": .integer(count)]) }
}
