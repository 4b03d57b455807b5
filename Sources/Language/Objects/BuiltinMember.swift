import Answers

/// A method of a string, list, tuple, dict, set or deque, under Python's name and with its meaning.
struct BuiltinMember {
    var name: String
    var meaning: String
    var parameters: [Parameter]
    var body: (Value, Arguments, Context) throws -> Value

    static func named(_ name: String, of value: Value) -> BuiltinMember? { table(value)[name] }

    static func names(of value: Value) -> [String] { all(value).map(\.name) }

    static func all(_ value: Value) -> [BuiltinMember] {
        switch value {
        case .text: StringMembers.all
        case .list: ListMembers.all
        case .tuple: ListMembers.ofTuples
        case .dict(let dictionary):
            switch dictionary.typeName {
            case "Counter": DictMembers.all + DictMembers.ofCounters
            case "OrderedDict": DictMembers.all.filter { $0.name != "popitem" } + DictMembers.ofOrdered
            default: DictMembers.all
            }
        case .set: SetMembers.all
        case .int, .big: NumberMembers.ofWhole + BytesMembers.ofWhole
        case .number: NumberMembers.ofFloat
        case .object(let object):
            switch object {
            case is DequeObject: DequeMembers.all
            case is RecordObject: ListMembers.ofTuples + ListMembers.ofRecords
            case is IteratorObject: IteratorMembers.all
            case is ComplexObject: NumberMembers.ofComplex
            case is BytesObject: BytesMembers.all
            case let view as DictView where view.part != .values: ViewMembers.all
            default: []
            }
        default: []
        }
    }

    /// Methods of a type itself, which are asked of no value: `dict.fromkeys`, `int.from_bytes`.
    static let ofTypes: Set<String> = ["fromkeys", "from_bytes", "fromhex"]

    private static func table(_ value: Value) -> [String: BuiltinMember] {
        switch value {
        case .text: ofText
        case .list: ofLists
        case .dict(let dictionary) where dictionary.typeName == nil: ofDicts
        case .int, .big: ofWhole
        case .object(is BytesObject): ofBytes
        default: index(all(value))
        }
    }

    private static func index(_ members: [BuiltinMember]) -> [String: BuiltinMember] {
        Dictionary(uniqueKeysWithValues: members.map { ($0.name, $0) })
    }

    nonisolated(unsafe) private static let ofText = index(StringMembers.all)
    nonisolated(unsafe) private static let ofLists = index(ListMembers.all)
    nonisolated(unsafe) private static let ofDicts = index(DictMembers.all)
    nonisolated(unsafe) private static let ofWhole = index(all(.int(0)))
    nonisolated(unsafe) private static let ofBytes = index(BytesMembers.all)

    init(
        _ name: String, _ meaning: String, _ parameters: [Parameter] = [],
        body: @escaping (Value, Arguments, Context) throws -> Value
    ) {
        self.name = name
        self.meaning = meaning
        self.parameters = parameters
        self.body = body
    }

    static let value = Parameter("value", .any, .required, "what is looked for")
    static let values = Parameter("values", .any, .required, "a list, tuple or anything to go through")
}

/// Methods of numbers.
enum NumberMembers {
    nonisolated(unsafe) static let ofWhole: [BuiltinMember] = [
        BuiltinMember("bit_length", "how many bits it has") { value, _, _ in .int(value.asBig?.bitWidth ?? 0) },
        BuiltinMember("bit_count", "how many of its bits are set") { value, _, _ in
            .int(value.asBig?.words.reduce(0) { $0 + $1.nonzeroBitCount } ?? 0)
        },
        BuiltinMember("conjugate", "the number itself") { value, _, _ in value },
        BuiltinMember("as_integer_ratio", "the number over 1") { value, _, _ in .tuple([value, .int(1)]) },
    ]
    nonisolated(unsafe) static let ofComplex: [BuiltinMember] = [
        BuiltinMember("conjugate", "the number with the other sign of its imaginary part") { value, _, _ in
            value.complex.map { .complex($0.real, -$0.imaginary) } ?? value
        }
    ]
    nonisolated(unsafe) static let ofFloat: [BuiltinMember] = [
        BuiltinMember("as_integer_ratio", "two whole numbers in lowest terms whose ratio is exactly the number") {
            value, _, _ in
            guard let number = value.asDouble, number.isFinite else {
                let isNaN = value.asDouble?.isNaN ?? true
                let message = "cannot convert \(isNaN ? "NaN" : "Infinity") to integer ratio"
                throw Mistake("\(value.brief) is the ratio of no whole numbers", expected: "a finite number").raised(
                    as: isNaN ? "ValueError" : "OverflowError", message)
            }
            guard number != 0 else { return .tuple([.int(0), .int(1)]) }
            // The digits behind the point, which a power of two takes in front of it.
            let digits = Swift.max(0, number.significandWidth - Int(number.exponent))
            let (first, second) = (Swift.min(digits, 1000), digits - Swift.min(digits, 1000))
            let whole = number * Double(sign: .plus, exponent: first, significand: 1)
            let scaled = whole * Double(sign: .plus, exponent: second, significand: 1)
            guard let above = BigInt(exactly: scaled) else { return .none }
            return .tuple([.whole(above), .whole(BigInt(1).shiftedLeft(digits))])
        },
        BuiltinMember("is_integer", "whether it has no fraction") { value, _, _ in
            .bool(value.asDouble.map { $0.isFinite && $0 == $0.rounded() } ?? false)
        },
        BuiltinMember("conjugate", "the number itself") { value, _, _ in value },
    ]
}

extension Machine {
    /// The entries of a dict, or pairs.
    func update(_ dictionary: Value.Dictionary, _ other: Value) throws {
        switch other {
        case .none: return
        case .dict(let entries): try dictionary.insert(entries, stoppedBy: context.work)
        case .object(let instance as Instance) where instance.type.lookUp("keys") != nil:
            try iterate(context.call(method: "keys", of: instance, [])) { key in
                try dictionary.set(key, element(of: other, at: key))
                return true
            }
        default:
            var place = 0
            try iterate(other) { pair in
                let problem = Mistake("\(pair.brief) is not a pair", expected: "(key, value)")
                guard let parts = try? elements(of: pair) else {
                    throw problem.raised(
                        as: "TypeError", "cannot convert dictionary update sequence element #\(place) to a sequence")
                }
                guard parts.count == 2 else {
                    throw problem.raised(
                        as: "ValueError",
                        "dictionary update sequence element #\(place) has length \(parts.count); 2 is required")
                }
                try dictionary.set(parts[0], parts[1])
                place += 1
                return true
            }
        }
    }

    /// Counts elements, or adds the counts of another dict.
    func count(_ values: Value, into counts: Value.Dictionary) throws {
        switch values {
        case .none: return
        case .dict(let other):
            for entry in other.entries {
                try counts.set(entry.key, binary(.add, counts.value(of: entry.key) ?? .int(0), entry.value))
            }
        default:
            try iterate(values) { element in
                try counts.set(element, binary(.add, counts.value(of: element) ?? .int(0), .int(1)))
                return true
            }
        }
    }
}
