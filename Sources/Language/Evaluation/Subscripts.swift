import Answers

/// The arithmetic of indices.
public enum Subscripts {
    static func whole(_ value: Value) -> Int? {
        switch value {
        case .int(let index): index
        case .number(let number): Int(exactly: number)
        case .bool(let flag): flag ? 1 : 0
        case .object(let object) where object.tag == .scalar: whole(value.plain)
        case .object(let member as Instance): member.mixedValue.flatMap(whole)
        case .thing(let thing as any NumberLike):
            if case .int(let index)? = try? thing.plainNumber() { index } else { nil }
        default: nil
        }
    }

    /// The place of an index that may count from the end.
    public static func position(_ index: Value, _ count: Int, _ kind: String) throws -> Int {
        guard let number = whole(index) else {
            throw Mistake("\(index.brief) cannot be an index", expected: "a whole number")
        }
        guard number < count, number >= -count else {
            let range = count == 0 ? "it is empty" : "0 to \(count - 1), or -\(count) to -1 from the end"
            throw Mistake("there is no element \(number) in a \(kind) of \(count)", expected: range)
        }
        return number < 0 ? number + count : number
    }

    /// The positions of `lower:upper:step` in a sequence of `count`.
    ///
    /// - Throws: a `Mistake` for a step of 0.
    public static func positions(_ count: Int, _ lower: Int?, _ upper: Int?, _ step: Int?) throws -> StrideTo<Int> {
        let (start, stop) = try bounds(count, lower, upper, step)
        return Swift.stride(from: start, to: stop, by: stride(step, count))
    }

    /// A step beyond the length takes one element; keeping it small keeps the sum in range.
    private static func stride(_ step: Int?, _ count: Int) -> Int {
        Swift.min(Swift.max(step ?? 1, -count - 1), count + 1)
    }

    /// The first and the last of them and how many they are; nil where there is none.
    static func ends(
        _ count: Int, _ lower: Int?, _ upper: Int?, _ step: Int?
    ) throws -> (first: Int, last: Int, count: Int)? {
        let (start, stop) = try bounds(count, lower, upper, step)
        let step = stride(step, count)
        guard step > 0 ? start < stop : start > stop else { return nil }
        let more = (stop - start + (step > 0 ? -1 : 1)) / step
        return (start, start + more * step, more + 1)
    }

    /// Where `lower:upper:step` begins in a sequence of `count`, and where it stops.
    static func bounds(_ count: Int, _ lower: Int?, _ upper: Int?, _ step: Int?) throws -> (start: Int, stop: Int) {
        let step = step ?? 1
        guard step != 0 else {
            throw Mistake("the step of a slice is 0", expected: "a step that is not 0").raised(
                as: "ValueError", "slice step cannot be zero")
        }
        let low = step > 0 ? 0 : -1
        let high = step > 0 ? count : count - 1
        func clamp(_ bound: Int) -> Int {
            Swift.min(high, Swift.max(low, bound < 0 ? Swift.max(bound, -count - 1) + count : bound))
        }
        return (lower.map(clamp) ?? (step > 0 ? low : high), upper.map(clamp) ?? (step > 0 ? high : low))
    }

    static func slice<Element>(
        _ items: [Element], _ lower: Int?, _ upper: Int?, _ step: Int?, _ work: Work
    ) throws -> [Element] {
        try positions(items.count, lower, upper, step).map(stoppedBy: work) { items[$0] }
    }

    /// Where a slice that is empty stands in a sequence of `count`.
    static func start(_ count: Int, _ lower: Int?) -> Int {
        guard let lower else { return 0 }
        return Swift.min(count, Swift.max(0, lower < 0 ? Swift.max(lower, -count) + count : lower))
    }
}
