/// Where what a tape computes with will stand, for so many examples.
extension Tape {
    func arenaPlan(_ capacity: Int) -> ArenaPlan {
        ArenaPlan(
            sizes: slots.map { ($0.rowsPerExample * capacity * $0.columns + 15) / 16 * 16 },
            holdsValues: slots.map { $0.values == nil },
            holdsGradient: slots.map { $0.needsGradient && $0.gradient == nil },
            operations: operations.map { ($0.output.index, dependencies[$0.output.index]) })
    }

    func arenaLayout(_ capacity: Int) -> ArenaLayout {
        ArenaLayout(arenaPlan(capacity), reserves: reserveSizes.map { $0.perExample * capacity + $0.fixed })
    }
}
