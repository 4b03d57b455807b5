import Datasets
public import Inspection
public import Language
import Answers
import ArrayVocabulary

/// `a[1]`, `a["dense_1"]`: the array of one layer, a row for each row of the data.
extension Activations: Subscriptable {
    /// As many as it has elements.
    public var length: Int { count }

    /// The number of layers.
    public var count: Int { layers.count }

    /// The answers of the layer of that number or name.
    ///
    /// - Throws: `Mistake` that lists the names when there is no such layer.
    public func element(_ subscripts: [Subscript]) throws -> Value {
        let names = layers.map { "\"\($0.name)\"" }.joined(separator: ", ")
        let expected = "a layer's number from 0 to \(layers.count - 1), or its name: \(names)"
        guard subscripts.count == 1, case .index(let value) = subscripts[0] else {
            throw Mistake("activations take one subscript", expected: expected)
        }
        if case .text(let name) = value {
            guard let layer = layer(named: name) else {
                throw Mistake("there is no layer '\(name)'", expected: expected)
            }
            return try .array(layer.output)
        }
        guard let index = value.asInt, layers.indices.contains(index < 0 ? index + layers.count : index)
        else { throw Mistake("\(value.brief) is no layer of these", expected: expected) }
        return try .array(layers[index < 0 ? index + layers.count : index].output)
    }
}
