extension Tape {
    /// What each operation does in the replays of `body`, in the order in which they were recorded.
    public func counting(_ body: () -> Void) -> [OperationCount] {
        let tally = Tally(zip(labels, operations).map { OperationCount(label: $0, name: $1.name) })
        self.tally = tally
        body()
        self.tally = nil
        return tally.counts
    }
}
