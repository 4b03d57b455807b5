import Numbers

/// Every cell has a random stream of its own, so that adding a cell or running one twice changes no other.
enum CellSeed {
    /// The seed of one cell.
    ///
    /// - Parameter index: 0 for the run the learner sees; 1, 2, … for the held-back runs of a check, never shown.
    static func of(_ item: String, in header: LessonHeader, index: UInt64 = 0) -> UInt64 {
        var stream = RandomStream(seed: header.seed, key: hash(header.id + "\u{0}" + item), index: index)
        // Short enough to be read in a result and typed again.
        return stream.next() % 1_000_000
    }

    private static func hash(_ text: String) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        return hash
    }
}
