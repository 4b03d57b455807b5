internal import Answers
internal import Dispatch
internal import Foundation
internal import Synchronization

/// Pieces of work that do not depend on each other, on several threads. What comes of them stands in the order of the pieces, so
/// that nobody can tell how many threads there were.
public struct Crew: Sendable {
    /// Threads at once; 0 works on the caller's own, which pieces need that call functions of its session.
    public let threads: Int

    /// So many threads.
    public init(threads: Int) { self.threads = threads }

    /// A thread for each core.
    public static let cores = Crew(threads: ProcessInfo.processInfo.activeProcessorCount)

    /// The results of all pieces.
    ///
    /// A piece on a thread of the crew's reports to nobody; the caller is told on its own thread how many are done.
    ///
    /// - Parameters:
    ///   - ended: is told each piece's number and result on the caller's thread, as it ends: what has ended before a stop is not lost.
    ///   - piece: is given its number, and work that ends with the caller's.
    /// - Throws: `Stopped`; what `ended` throws, once the pieces under way have ended.
    func map<Result: Sendable>(
        _ count: Int, work: Work, isDone: (Int) -> Void = { _ in },
        ended: (Int, Result) throws -> Void = { _, _ in }, _ piece: @escaping @Sendable (Int, Work) -> Result
    ) throws -> [Result] {
        guard threads > 0 else {
            return try (0..<count).map { number in
                let result = piece(number, work)
                if work.isCancelled { throw Stopped() }
                try ended(number, result)
                isDone(number + 1)
                return result
            }
        }
        let state = Board<Result>(count)
        let inner = Work()
        let group = DispatchGroup()
        for _ in 0..<Swift.min(threads, count) {
            DispatchQueue.global(qos: .userInitiated).async(group: group) {
                while !inner.isCancelled, let number = state.take() { state.put(piece(number, inner), number) }
            }
        }
        var told = 0
        var failure: (any Error)?
        func tell() {
            for (number, result) in state.news where failure == nil {
                do { try ended(number, result) } catch {
                    failure = error
                    inner.cancel()
                }
                told += 1
                isDone(told)
            }
        }
        while group.wait(timeout: .now() + .milliseconds(5)) == .timedOut {
            if work.isCancelled { inner.cancel() }
            tell()
        }
        tell()
        if let failure { throw failure }
        if work.isCancelled { throw Stopped() }
        return state.results
    }

    /// Who does which piece, and what came of it.
    private final class Board<Result: Sendable>: Sendable {
        private let count: Int
        private let next = Atomic<Int>(0)
        private let found: Mutex<(results: [Result?], news: [Int])>

        init(_ count: Int) {
            self.count = count
            found = Mutex(([Result?](repeating: nil, count: count), []))
        }

        func take() -> Int? {
            let number = next.add(1, ordering: .relaxed).oldValue
            return number < count ? number : nil
        }

        func put(_ result: Result, _ number: Int) {
            found.withLock {
                $0.results[number] = result
                $0.news.append(number)
            }
        }

        /// What has ended since this was asked last.
        var news: [(Int, Result)] {
            found.withLock { found in
                defer { found.news = [] }
                return found.news.compactMap { number in found.results[number].map { (number, $0) } }
            }
        }
        var results: [Result] { found.withLock { $0.results.compactMap { $0 } } }
    }
}
