import Answers
import Datasets
import Language

/// `pd.Interval(0, 18)`: the numbers between two ends, one of them, both or none taken in; what `pd.cut` puts into cells.
struct ClassInterval: MadeByWord, PrintedOtherwise, KeyByValue, Hashable {
    static let kind = "Interval"
    /// The ends, as they are written: `0`, `2.5`.
    let left: Double
    let right: Double
    /// Whether the ends were written as whole numbers.
    let isWhole: Bool
    /// Which ends are taken in.
    let closed: Closed

    enum Closed: String, CaseIterable, Sendable { case left, right, both, neither }

    var madeBy: String { "pandas.Interval" }
    var takesLeft: Bool { closed == .left || closed == .both }
    var takesRight: Bool { closed == .right || closed == .both }
    var printed: String {
        "\(takesLeft ? "[" : "(")\(value(left).repr), \(value(right).repr)\(takesRight ? "]" : ")")"
    }
    var summary: String { "Interval(\(value(left).repr), \(value(right).repr), closed='\(closed.rawValue)')" }
    var key: Value { .tuple([.text(ClassInterval.kind), .number(left), .number(right), .text(closed.rawValue)]) }

    /// - Throws: `Mistake` (pandas's ValueError) where the left end is beyond the right one.
    init(_ left: Double, _ right: Double, isWhole: Bool, _ closed: Closed) throws {
        guard left <= right else {
            throw Mistake("from \(left.short()) to \(right.short())", expected: "a right end that is not smaller")
                .raised(as: "ValueError", "left side of interval must be <= right side")
        }
        (self.left, self.right, self.isWhole, self.closed) = (left, right, isWhole, closed)
    }

    /// Of a text such as `(0, 18]`; nil for what is none.
    init?(_ text: String) {
        let parts = text.dropFirst().dropLast().split(separator: ", ", omittingEmptySubsequences: false)
        guard let first = text.first, let last = text.last, "([".contains(first), ")]".contains(last), parts.count == 2,
            let left = Double(parts[0]), let right = Double(parts[1]), left <= right
        else { return nil }
        (self.left, self.right) = (left, right)
        isWhole = parts.allSatisfy { Int($0) != nil }
        closed = first == "[" ? (last == "]" ? .both : .left) : last == "]" ? .right : .neither
    }

    /// One end, or what lies between.
    func value(_ number: Double) -> Value { (isWhole ? Int(exactly: number) : nil).map { .int($0) } ?? .number(number) }

    /// What a column of intervals is called by pandas: `interval[int64, right]`.
    static func typeName(_ levels: [String]) -> String {
        let found = levels.compactMap { ClassInterval($0) }
        let isWhole = found.allSatisfy(\.isWhole)
        return "interval[\(isWhole ? "int64" : "float64"), \((found.first?.closed ?? .right).rawValue)]"
    }

    static let members: [Member] = [
        .attribute("left", of: ClassInterval.self, "the left end") { $0.value($0.left) },
        .attribute("right", of: ClassInterval.self, "the right end") { $0.value($0.right) },
        .attribute("closed", of: ClassInterval.self, "which ends are taken in: 'left', 'right', 'both' or 'neither'") {
            .text($0.closed.rawValue)
        },
        .attribute("mid", of: ClassInterval.self, "the middle") { .number(0.5 * ($0.left + $0.right)) },
        .attribute("length", of: ClassInterval.self, "how far the ends lie apart") { $0.value($0.right - $0.left) },
    ]
}

extension ClassInterval: Iterable, Comparing {
    var length: Int { 0 }
    var passCount: Int { 1 }

    func requireLength() throws -> Int {
        throw Mistake("an interval has no elements", expected: "its length", try: ".length").raised(
            as: "TypeError", "object of type 'Interval' has no len()")
    }

    func passed(_ place: Int) throws -> Value {
        throw Mistake("an interval has no elements to go through", expected: "its ends", try: ".left, .right").raised(
            as: "TypeError", "'Interval' object is not iterable")
    }

    func element(_ subscripts: [Subscript]) throws -> Value {
        throw Mistake("an interval has no elements", expected: "its ends", try: ".left, .right").raised(
            as: "TypeError", "'Interval' object is not subscriptable")
    }

    /// `17 in interval`
    func holds(_ value: Value, _ work: Work) throws -> Bool {
        if let other = value.asThing(ClassInterval.self) {
            let isInLeft = left < other.left || (left == other.left && (takesLeft || !other.takesLeft))
            return isInLeft && (other.right < right || (right == other.right && (takesRight || !other.takesRight)))
        }
        guard let number = value.asNumber else {
            throw Mistake("\(value.brief) in an interval", expected: "a number").raised(as: "TypeError")
        }
        return (takesLeft ? left <= number : left < number) && (takesRight ? number <= right : number < right)
    }

    /// Whether the ends are equal, whole or not.
    private func isSame(as other: ClassInterval) -> Bool {
        left == other.left && right == other.right && closed == other.closed
    }

    /// By the left ends, and of equal ones by the right ones.
    func comparing(_ operation: ComparisonOperator, _ other: Value, isRight: Bool, work: Work) throws -> Value? {
        guard let second = other.asThing(ClassInterval.self) else { return nil }
        switch operation {
        case .equal: return .bool(isSame(as: second))
        case .notEqual: return .bool(!isSame(as: second))
        default:
            let (a, b) = isRight ? (second, self) : (self, second)
            return (a.left == b.left ? operation.of(a.right, b.right) : operation.of(a.left, b.left)).map { .bool($0) }
        }
    }
}
