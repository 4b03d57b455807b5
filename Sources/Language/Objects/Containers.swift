/// The value of a `namedtuple` type: a tuple whose elements have names.
final class RecordObject: Object, @unchecked Sendable {
    let typeName: String
    let fields: [String]
    let items: [Value]
    /// The class that made it, which holds its methods; nil for tuples of Python's own and of libraries.
    let type: ClassObject?

    init(_ typeName: String, _ fields: [String], _ items: [Value], type: ClassObject? = nil) {
        self.typeName = typeName
        self.fields = fields
        self.items = items
        self.type = type
        super.init()
    }

    override var kindName: String { "tuple" }
    override var pythonType: String { typeName }
}

/// `collections.deque`: a list that is short of nothing at both ends.
final class DequeObject: Object, @unchecked Sendable {
    let list: Value.List
    let most: Int?
    /// Counts the elements that came or went, so that a loop notices.
    var changes = 0

    init(_ items: [Value], most: Int?) {
        self.most = most
        list = Value.List(most.map { Array(items.suffix($0)) } ?? items)
        super.init()
    }

    override var kindName: String { "deque" }
    override var isHashable: Bool { false }
}

/// `d.keys()`, `d.values()`, `d.items()`: they follow the dict.
final class DictView: Object, @unchecked Sendable {
    enum Part: String { case keys, values, items }
    let dictionary: Value.Dictionary
    let part: Part

    init(_ dictionary: Value.Dictionary, _ part: Part) {
        self.dictionary = dictionary
        self.part = part
        super.init()
    }

    override var kindName: String { "dict_\(part.rawValue)" }
    override var isHashable: Bool { false }

    var elements: [Value] {
        switch part {
        case .keys: dictionary.entries.map(\.key)
        case .values: dictionary.entries.map(\.value)
        case .items:
            // A pair that could not be made is none that anybody could have put in.
            dictionary.entries.compactMap { try? Limits.tuple([$0.key, $0.value]) }
        }
    }
}
