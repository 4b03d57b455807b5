/// Where the values and gradients of a tape stand in its arena.
///
/// Values that `backward` reads must all be kept. A gradient is needed only from the moment a later operation writes it until
/// its own operation has read it, so gradients share memory; on a tape that only runs forward the values do.
struct ArenaPlan {
    private(set) var valueOffsets: [Int]
    private(set) var gradientOffsets: [Int]
    private(set) var valueTotal = 0
    private(set) var gradientTotal = 0

    init(tape: Tape) {
        valueOffsets = Array(repeating: 0, count: tape.slots.count)
        gradientOffsets = Array(repeating: 0, count: tape.slots.count)
        for (index, slot) in tape.slots.enumerated() {
            let count = (slot.rowsPerExample * tape.capacity * slot.columns + 15) / 16 * 16
            if slot.values == nil {
                valueOffsets[index] = valueTotal
                valueTotal += count
            }
            if slot.needsGradient, slot.gradient == nil {
                gradientOffsets[index] = gradientTotal
                gradientTotal += count
            }
        }
    }
}
