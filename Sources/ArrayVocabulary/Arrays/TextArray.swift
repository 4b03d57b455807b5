package import Answers
import Arrays
package import Language

/// `np.array(["a", "b"])`: labels beside each other. They are compared one by one, chosen by places and masks, counted and sorted.
package struct TextArray: Subscriptable, Comparing, PrintedOtherwise, Equatable, MadeByWord {
    package static let kind = "text array"
    package var madeBy: String { "numpy.ndarray" }
    package let texts: [String]
    /// What the dtype is, where it is not that of the longest label.
    private let dtype: String?

    package init(_ texts: [String], dtype: String? = nil) { (self.texts, self.dtype) = (texts, dtype) }

    /// The elements of an array as Python spells them, in the dtype that NumPy takes for numbers of that kind.
    ///
    /// - Throws: `Mistake` for an array with more than one axis.
    init(spelling array: NDArray) throws {
        guard array.ndim == 1 else {
            throw Mistake(
                "an array with \(Phrase.count(array.ndim, "axis", "axes")) cannot hold texts here",
                expected: "one axis",
                try: "a.ravel().astype(str)")
        }
        let lengths: [DType: Int] = [.bool: 5, .uint8: 3, .int32: 11, .int64: 21]
        self.init(
            array.numbers().map { number in
                if array.dtype == .float32 { return Value.number(Double("\(Float(number.asDouble))") ?? .nan).repr }
                return Value(number).repr
            }, dtype: "<U\(lengths[array.dtype] ?? 32)")
    }

    /// The labels at some places.
    func at(_ places: [Int]) -> TextArray { TextArray(places.map { texts[$0] }, dtype: dtype) }

    /// Of a list of texts, or of such an array; nil for anything else.
    package init?(_ value: Value) {
        if let array = value.asThing(TextArray.self) {
            self = array
            return
        }
        guard let items = value.elements, items.first?.asText != nil else { return nil }
        let texts = items.compactMap(\.asText)
        guard texts.count == items.count else { return nil }
        self.init(texts)
    }

    /// The dtype, as NumPy names it: `<U5` for texts of at most five characters.
    var dtypeName: String { dtype ?? "<U\(Swift.max(1, texts.lazy.map(\.unicodeScalars.count).max() ?? 1))" }
    private var spelledDType: String { dtypeName == "object" ? dtypeName : "'\(dtypeName)'" }

    package var summary: String { "array(\(lines(", ", indent: 7)), dtype=\(spelledDType))" }
    package var printed: String { lines(" ", indent: 1) }

    private func lines(_ separator: String, indent: Int) -> String {
        let shown = texts.count > 1000 ? texts.prefix(3) + ["…"] + texts.suffix(3) : texts[...]
        var (text, width) = ("[", indent)
        for (place, item) in shown.enumerated() {
            let spelled = item == "…" && texts.count > 1000 ? "..." : Value.text(item).repr
            let size = spelled.unicodeScalars.count
            if place > 0 {
                text += separator
                width += separator.count
                if width + size + 1 > 75 {
                    while text.last == " " { text.removeLast() }
                    text += "\n" + String(repeating: " ", count: indent)
                    width = indent
                }
            }
            text += spelled
            width += size
        }
        return text + "]"
    }

    // MARK: Elements

    package var length: Int { texts.count }

    package func element(_ subscripts: [Subscript]) throws -> Value {
        guard subscripts.count == 1 else {
            throw Mistake("too many indices for array: array is 1-dimensional, but \(subscripts.count) were indexed")
                .raised(as: "IndexError")
        }
        switch subscripts[0] {
        case .slice(let lower, let upper, let step):
            return .thing(at(Array(try Subscripts.positions(texts.count, lower, upper, step))))
        case .index(let value):
            guard let list = try value.array ?? value.elements.map({ try TextArray.places($0) }) else {
                return .text(texts[try Subscripts.position(value, texts.count, "array")])
            }
            guard list.dtype == .bool else { return .thing(TextArray(try chosen(list.numbers().map(\.asInt)))) }
            guard list.shape == [texts.count] else {
                throw Mistake(
                    "a mask of shape \(list.shape) for \(texts.count) labels", expected: "one bool for each label"
                ).raised(as: "IndexError")
            }
            return .thing(TextArray(zip(texts, list.numbers()).filter { $0.1 == .bool(true) }.map(\.0)))
        }
    }

    private static func places(_ items: [Value]) throws -> NDArray {
        let flags = items.compactMap { item -> Bool? in if case .bool(let flag) = item { flag } else { nil } }
        if flags.count == items.count { return try NDArray(flags.map { Flag($0) }) }
        return try NDArray(
            items.map { item in
                guard let place = item.asInt else {
                    throw Mistake("\(item.brief) cannot be an index", expected: "whole numbers").raised(
                        as: "IndexError")
                }
                return place
            })
    }

    private func chosen(_ places: [Int]) throws -> [String] {
        try places.map { texts[try Subscripts.position(.int($0), texts.count, "array")] }
    }

    // MARK: Comparisons

    package func comparing(_ operation: ComparisonOperator, _ other: Value, isRight: Bool, work: Work) throws -> Value?
    {
        guard operation.isOfElements else { return nil }
        let others: [String]
        switch other {
        case .text(let text): others = Array(repeating: text, count: texts.count)
        default:
            guard let array = TextArray(other) else { return nil }
            guard array.texts.count == texts.count else {
                throw Mistake(
                    "operands could not be broadcast together with shapes (\(texts.count),) (\(array.texts.count),)",
                    expected: "one label for each")
            }
            others = array.texts
        }
        var check = StopCheck(work)
        let flags = try zip(texts, others).map { own, other -> Flag in
            try check.pass()
            return Flag(operation.holds(isRight ? other : own, isRight ? own : other))
        }
        return .thing(try NDArray(flags))
    }

    // MARK: Order

    /// The different labels in order, where each first stands, which of them every label is, and how often each comes.
    func unique() throws -> (values: TextArray, first: NDArray, inverse: NDArray, counts: NDArray) {
        let order = places()
        var (values, starts, counts): ([String], [Int], [Int]) = ([], [], [])
        var inverse = [Int](repeating: 0, count: texts.count)
        for place in order {
            if values.last.map({ !$0.utf8.elementsEqual(texts[place].utf8) }) ?? true {
                values.append(texts[place])
                starts.append(place)
                counts.append(0)
            }
            counts[counts.count - 1] += 1
            inverse[place] = counts.count - 1
        }
        return (TextArray(values), try NDArray(starts), try NDArray(inverse), try NDArray(counts))
    }

    /// The places in order.
    package func places() -> [Int] {
        texts.indices.sorted { a, b in
            let (x, y) = (texts[a].unicodeScalars, texts[b].unicodeScalars)
            return x.lexicographicallyPrecedes(y) || (!y.lexicographicallyPrecedes(x) && a < b)
        }
    }

    static let members: [Member] = [
        .attribute("shape", of: TextArray.self, "how many labels there are, in a tuple") { .tuple([.int($0.length)]) },
        .attribute("size", of: TextArray.self, "how many labels there are") { .int($0.length) },
        .attribute("ndim", of: TextArray.self, "1") { _ in .int(1) },
        .attribute("dtype", of: TextArray.self, "<U and the length of the longest label") { .text($0.dtypeName) },
        .method("tolist", of: TextArray.self, returns: "list", "the labels in a list", []) { array, _, _ in
            .list(array.texts.map { .text($0) })
        },
        .method("copy", of: TextArray.self, returns: "text array", "the same labels", []) { array, _, _ in .thing(array)
        },
        .method(
            "astype", of: TextArray.self, returns: "array", "the numbers that the labels spell",
            [Parameter("dtype", .any, .required, "float or int")]
        ) { array, arguments, _ in
            let wanted = arguments["dtype"]
            if case .word(let word) = wanted, word.name == "str" { return .thing(array) }
            guard let dtype = DTypeObject.dtype(of: wanted) else {
                throw Mistake("\(wanted.brief) is no dtype here", expected: "float or int").raised(as: "TypeError")
            }
            let numbers = try array.texts.map { text -> Double in
                guard let number = Double(text) else {
                    throw Mistake("could not convert string to float: \(Value.text(text).repr)", expected: "numbers")
                }
                return number
            }
            return .thing(try NDArray(numbers).converted(to: dtype))
        },
    ]
}

extension ComparisonOperator {
    /// Whether it compares element by element: `==`, `<` and their kin, not `in` and `is`.
    var isOfElements: Bool {
        switch self {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: true
        default: false
        }
    }

    /// What it says of two texts, by their Unicode scalars.
    func holds(_ a: String, _ b: String) -> Bool {
        let isSame = a.utf8.elementsEqual(b.utf8)
        switch self {
        case .equal: return isSame
        case .notEqual: return !isSame
        default: break
        }
        let isBefore = !isSame && a.unicodeScalars.lexicographicallyPrecedes(b.unicodeScalars)
        switch self {
        case .less: return isBefore
        case .lessOrEqual: return isBefore || isSame
        case .greater: return !isBefore && !isSame
        default: return !isBefore
        }
    }
}
