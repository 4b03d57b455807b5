/// Offsets of everything in the arena of a tape: values, then gradients of values, then reserves.
struct ArenaLayout {
    let values: [Int]
    let gradients: [Int]
    let reserves: [Int]
    /// Elements of the arena.
    let total: Int
    /// The scratch is not in the arena and not counted here.
    let memory: TapeMemory

    /// - Parameters:
    ///   - plan: of values and gradients.
    ///   - sizes: elements of each reserve, in the order of their recording.
    init(_ plan: ArenaPlan, reserves sizes: [Int]) {
        let gradientStart = plan.valueTotal
        let reserveStart = gradientStart + plan.gradientTotal
        var next = reserveStart
        values = plan.valueOffsets
        gradients = plan.gradientOffsets.map { gradientStart + $0 }
        reserves = sizes.map { size in
            defer { next += (size + 15) / 16 * 16 }
            return next
        }
        total = next
        memory = TapeMemory(
            values: 4 * gradientStart, gradients: 4 * plan.gradientTotal, reserves: 4 * (total - reserveStart))
    }
}
