import Numbers

extension Lesson {
    /// The seeds of its cells and exercises by their ids; of what has none of its own, the session goes on with its.
    public var seeds: [String: UInt64] {
        var seeds: [String: UInt64] = [:]
        for cell in cells { seeds[cell.id] = CellSeed.of(cell, in: header) }
        for exercise in exercises { seeds[exercise.id] = CellSeed.of(exercise.id, in: header) }
        return seeds
    }
}

/// Every cell has a random stream of its own, so that adding a cell or running one twice changes no other.
enum CellSeed {
    /// The seed of one cell.
    ///
    /// - Parameters:
    ///   - index: 0 for the run the learner sees; 1, 2, … for the held-back runs of a check, never shown.
    ///   - secret: what only a teacher knows, for held-back runs that nobody can work out from the lesson.
    static func of(_ item: String, in header: LessonHeader, index: UInt64 = 0, secret: UInt64? = nil) -> UInt64 {
        let seed = index > 0 ? secret ?? header.seed : header.seed
        var stream = RandomStream(seed: seed, key: (header.id + "\u{0}" + item).utf8.fnv1a, index: index)
        // Short enough to be read in a result and typed again.
        return stream.next() % 1_000_000
    }

    /// The seed of a cell; nil in a notebook whose cells follow each other with the session's own.
    static func of(_ cell: Cell, in header: LessonHeader) -> UInt64? {
        cell.seed ?? (header.seedsEachCell ? of(cell.id, in: header) : nil)
    }
}
