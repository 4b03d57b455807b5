public import Answers
@preconcurrency import Dispatch
import Foundation
import Synchronization

/// Several threads at independent pieces of work. What comes of the pieces stands in their order, so that nobody can tell how
/// many threads there were.
public struct Helpers: Sendable {
    /// Threads at once, at least 1.
    public let threads: Int

    /// So many threads; nil for one on each core.
    public init(threads: Int? = nil) {
        self.threads = Swift.max(1, threads ?? ProcessInfo.processInfo.activeProcessorCount)
    }

    /// Does all pieces.
    ///
    /// A piece of code that reaches a limit stops its own thread's work and no other's.
    ///
    /// - Parameters:
    ///   - work: stops all threads when it is cancelled, and is told of the progress on the caller's thread.
    ///   - note: what is told, with the number of pieces that are done.
    ///   - ended: is told each piece's number and result on the caller's thread, in the order of the pieces, as soon as those before it
    ///     have ended; what was stopped is passed over.
    ///   - make: called once on each thread for what the thread keeps from piece to piece.
    ///   - piece: does one piece, with its number; nil where it was stopped.
    /// - Returns: nil for what was not done before the work was cancelled.
    public func map<Tool, Result: Sendable>(
        _ count: Int, work: Work, note: (Int) -> String = { _ in "" },
        ended: (Int, Result) -> Void = { _, _ in },
        make: @escaping @Sendable (Work) -> Tool, _ piece: @escaping @Sendable (Tool, Int) -> Result?
    ) -> [Result?] {
        let board = Board<Result>(count)
        let works = (0..<Swift.min(threads, count)).map { _ in Work() }
        let group = DispatchGroup()
        for own in works {
            DispatchQueue.global(qos: .userInitiated).async(group: group) {
                let tool = make(own)
                while !own.isCancelled, let number = board.take() {
                    if let result = piece(tool, number) { board.put(result, number) }
                }
            }
        }
        var told = 0
        while group.wait(timeout: .now() + .milliseconds(5)) == .timedOut {
            if work.isCancelled { for own in works { own.cancel() } }
            while told < count, let result = board.result(told) {
                ended(told, result)
                told += 1
            }
            let done = board.done
            work.report(Double(done) / Double(Swift.max(1, count)), note(done))
        }
        for number in told..<count { if let result = board.result(number) { ended(number, result) } }
        return board.results
    }

    /// Who does which piece, and what came of it.
    private final class Board<Result: Sendable>: Sendable {
        private let count: Int
        private let next = Atomic<Int>(0)
        private let found: Mutex<(results: [Result?], done: Int)>

        init(_ count: Int) {
            self.count = count
            found = Mutex(([Result?](repeating: nil, count: count), 0))
        }

        func take() -> Int? {
            let number = next.add(1, ordering: .relaxed).oldValue
            return number < count ? number : nil
        }

        func put(_ result: Result, _ number: Int) {
            found.withLock {
                $0.results[number] = result
                $0.done += 1
            }
        }

        func result(_ number: Int) -> Result? { found.withLock { $0.results[number] } }

        var done: Int { found.withLock { $0.done } }
        var results: [Result?] { found.withLock { $0.results } }
    }
}
