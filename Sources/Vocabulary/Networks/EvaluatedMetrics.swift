import Arrays
import Language
import Answers
import Training

/// What `evaluate` gives when there are metrics: Keras's list [loss, metric …], which knows the names of its numbers.
///
/// `loss, accuracy = model.evaluate(data)` unpacks the numbers; `e[0]` and `e["loss"]` are the same. Whoever asks is told that it is
/// a list, and NumPy's functions take it as one.
struct EvaluatedMetrics: Subscriptable, Equatable, ArrayConvertible, MadeByWord {
    var madeBy: String { "list" }

    var asArray: NDArray { get throws { try NDArray(entries.map(\.value), shape: [count]) } }

    /// As many as it has elements.
    var length: Int { count }

    static var kind: String { "evaluation" }

    /// The loss, then the metrics in the order of `compile`.
    let entries: [History.Metric]

    static func == (left: Self, right: Self) -> Bool {
        left.entries.elementsEqual(right.entries) { $0.name == $1.name && $0.value == $1.value }
    }

    /// The numbers by name, as `return_dict=True` gives them.
    var dictionary: Value {
        .dict(.init(entries.sorted { $0.name < $1.name }.map { (.text($0.name), .number($0.value)) }))
    }

    /// As Keras prints it: the numbers in a list.
    var summary: String { Value(entries.map(\.value)).repr }

    func table(width: Int) -> String { dictionary.display(width: width) }

    var sentence: String {
        "On these rows " + entries.map { "\($0.name) is \($0.value.short(6))" }.joined(separator: ", ") + "."
    }

    var json: JSON { dictionary.json }

    var count: Int { entries.count }

    /// One number by place or by name; a slice is a list of numbers.
    func element(_ subscripts: [Subscript]) throws -> Value {
        let names = entries.map { "\"\($0.name)\"" }.joined(separator: ", ")
        let expected = "a number from 0 to \(count - 1), or a name: \(names)"
        guard subscripts.count == 1, let first = subscripts.first else {
            throw Mistake("\(subscripts.count) subscripts for a list of numbers", expected: expected)
        }
        switch first {
        case .index(.text(let name)):
            guard let entry = entries.first(where: { $0.name == name }) else {
                throw Mistake("there is no '\(name)' among what was evaluated", expected: expected)
            }
            return .number(entry.value)
        case .index(let index):
            return .number(entries[try Subscripts.position(index, count, "list")].value)
        case .slice(let lower, let upper, let step):
            return .list(try Subscripts.positions(count, lower, upper, step).map { .number(entries[$0].value) })
        }
    }
}
