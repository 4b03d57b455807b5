public import Answers
public import Datasets
internal import Numbers

extension Dataset {
    /// The copy task (Hochreiter & Schmidhuber 1997; Graves et al. 2014): symbols to be repeated once they are over.
    ///
    /// x is `length` symbols, drawn evenly from 1 to `symbols`, and then as many blanks (0); y is as many blanks and then the symbols: at
    /// each step in the second half the answer stands exactly `length` steps before. One head of attention with positions can do it, by
    /// looking there. Always answering with a blank is right in half of the steps; knowing where the second half begins, and guessing,
    /// in ½ + ½/symbols of them.
    ///
    /// - Parameters:
    ///   - n: sequences, at least 1.
    ///   - length: T, at least 1; x and y have 2T steps.
    ///   - symbols: at least 2, at most 1000.
    ///   - seed: of the symbols.
    /// - Throws: `Mistake` for sizes out of range, and when the work is cancelled.
    public static func copying(
        n: Int, length: Int = 8, symbols: Int = 8, seed: UInt64, work: Work = Work()
    ) throws -> Dataset {
        try Interval.atLeast(1).whole.check(n, "n", standard: 1000)
        try Interval(1, 100_000).whole.check(length, "T", standard: 8)
        try Interval(2, 1000).whole.check(symbols, "symbols", standard: 8)
        guard n <= Samples.mostNumbers / (2 * length) else {
            throw Mistake(
                "\(n) sequences of \(2 * length) steps are too many",
                expected: "at most \(Samples.mostNumbers) steps in all",
                argument: "n")
        }
        var stream = RandomStream(seed: seed, purpose: "copying")
        var (x, y): ([Float], [Float]) = ([], [])
        x.reserveCapacity(2 * n * length)
        y.reserveCapacity(2 * n * length)
        let blanks = [Float](repeating: 0, count: length)
        for _ in 0..<n {
            if work.isCancelled { throw Stopped() }
            let drawn = (0..<length).map { _ in Float(Int.random(in: 1...symbols, using: &stream)) }
            x += drawn + blanks
            y += blanks + drawn
        }
        return try Dataset(
            name: "copy_task(\(n), T=\(length), symbols=\(symbols), seed=\(seed))",
            x: Samples(shape: [n, 2 * length], values: x), y: Samples(shape: [n, 2 * length], values: y),
            task: .classification(classes: symbols + 1),
            remark: "\(length) symbols are to be repeated after as many steps; guessing is right in "
                + "\((0.5 + 0.5 / Double(symbols)).short(3)) of all steps.")
    }
}
