import Numbers

/// Every cell has a random stream of its own, so that adding a cell or running one twice changes no other.
enum CellSeed {
    /// The seed of one cell.
    ///
    /// - Parameter index: 0 for the run the learner sees; 1, 2, … for the held-back runs of a check, never shown.
    static func of(_ item: String, in header: LessonHeader, index: UInt64 = 0) -> UInt64 {
        var stream = RandomStream(seed: header.seed, key: (header.id + "\u{0}" + item).utf8.fnv1a, index: index)
        // Short enough to be read in a result and typed again.
        return stream.next() % 1_000_000
    }
}
