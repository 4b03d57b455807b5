/// Offsets of everything in the arena of a tape: values, then gradients of values, then reserves.
struct ArenaLayout {
    let values: [Int]
    let gradients: [Int]
    let reserves: [Int]
    /// Elements of the arena.
    let total: Int
    /// The scratch is not in the arena and not counted here.
    let memory: TapeMemory

    init(tape: Tape, capacity: Int) {
        let plan = ArenaPlan(tape: tape, capacity: capacity)
        let gradientStart = plan.valueTotal
        let reserveStart = gradientStart + plan.gradientTotal
        var next = reserveStart
        values = plan.valueOffsets
        gradients = plan.gradientOffsets.map { gradientStart + $0 }
        reserves = tape.reserveSizes.map { size in
            defer { next += (size.perExample * capacity + size.fixed + 15) / 16 * 16 }
            return next
        }
        total = next
        memory = TapeMemory(
            values: 4 * gradientStart, gradients: 4 * plan.gradientTotal, reserves: 4 * (total - reserveStart))
    }
}
