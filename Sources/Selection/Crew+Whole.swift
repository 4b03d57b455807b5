internal import Answers
internal import Parallel

extension Crew {
    /// The results of all pieces, none of which may be missing.
    ///
    /// - Parameters:
    ///   - isDone: is told how many pieces are done.
    ///   - ended: is told each piece's number and result, as it ends.
    ///   - piece: is given its number, and work that ends with the caller's.
    /// - Throws: `Stopped`; what `ended` throws, once the pieces under way have ended.
    func whole<Result: Sendable>(
        _ count: Int, work: Work, isDone: (Int) -> Void = { _ in },
        ended: (Int, Result) throws -> Void = { _, _ in }, _ piece: @escaping @Sendable (Int, Work) -> Result
    ) throws -> [Result] {
        var done = 0
        let found = try map(
            count, work: work, make: { $0 },
            ended: { number, result in
                try ended(number, result)
                done += 1
                isDone(done)
            }, { work, number in piece(number, work) })
        if work.isCancelled { throw Stopped() }
        return found.compactMap { $0 }
    }
}
