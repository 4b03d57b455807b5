/// `range(start, stop, step)`: whole numbers that are made as they are asked for.
final class RangeObject: Object, @unchecked Sendable {
    let start: Int
    let stop: Int
    let step: Int
    let count: Int

    init(_ start: Int, _ stop: Int, _ step: Int) {
        self.start = start
        self.stop = stop
        self.step = step
        let isForward = step > 0
        if isForward ? stop <= start : stop >= start {
            count = 0
        } else {
            // Unsigned, since the distance between two whole numbers may not be one.
            let distance = UInt(bitPattern: isForward ? stop &- start : start &- stop)
            let (whole, rest) = distance.quotientAndRemainder(dividingBy: step.magnitude)
            count = Int(clamping: whole + (rest > 0 ? 1 : 0))
        }
        super.init(.range)
    }

    override var kindName: String { "range" }
    override var spelled: String { step == 1 ? "range(\(start), \(stop))" : "range(\(start), \(stop), \(step))" }

    /// Wrapping, since step times index may leave the whole numbers although the sum does not.
    subscript(_ index: Int) -> Int { start &+ index &* step }

    var elements: [Value] { (0..<count).map { .int(self[$0]) } }

    func position(of value: Int) -> Int? {
        guard count > 0 else { return nil }
        let (low, high) = step > 0 ? (start, self[count - 1]) : (self[count - 1], start)
        guard low <= value, value <= high, (value &- start) % step == 0 else { return nil }
        return (value &- start) / step
    }
}
