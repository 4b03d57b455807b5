public import Answers
@preconcurrency import Dispatch
import Foundation
import Synchronization

/// Pieces of work that do not depend on each other, on several threads. What comes of them stands in the order of the pieces, so
/// that nobody can tell how many threads there were.
public struct Crew: Sendable {
    /// Threads at once; 0 works on the caller's own, which pieces need that call functions of its session.
    public let threads: Int

    /// So many threads.
    public init(threads: Int) { self.threads = Swift.max(0, threads) }

    /// A thread for each core.
    public static let cores = Crew(threads: ProcessInfo.processInfo.activeProcessorCount)

    /// Does all pieces.
    ///
    /// A piece on a thread of the crew's reports to nobody, and one that reaches a limit stops the work of its own thread alone.
    ///
    /// - Parameters:
    ///   - work: stops all threads when it is cancelled.
    ///   - make: called once on each thread, with the thread's own work, for what the thread keeps from piece to piece.
    ///   - look: is told on the caller's thread, again and again, how many pieces are done.
    ///   - ended: is told each piece's number and result on the caller's thread, as it ends: what has ended before a stop is not lost.
    ///   - piece: does the piece of that number; nil where it was stopped.
    /// - Returns: nil for what was not done before the work was cancelled.
    /// - Throws: what `ended` throws, once the pieces under way have ended.
    public func map<Tool, Result: Sendable, Failure: Error>(
        _ count: Int, work: Work, make: @escaping @Sendable (Work) -> Tool, look: (_ done: Int) -> Void = { _ in },
        ended: (_ number: Int, _ result: Result) throws(Failure) -> Void,
        _ piece: @escaping @Sendable (Tool, Int) -> Result?
    ) throws(Failure) -> [Result?] {
        guard threads > 0 else {
            let tool = make(work)
            var results = [Result?](repeating: nil, count: count)
            for number in 0..<count where !work.isCancelled {
                guard let result = piece(tool, number), !work.isCancelled else { continue }
                results[number] = result
                try ended(number, result)
                look(number + 1)
            }
            return results
        }
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
        var failure: Failure?
        func tell() {
            for (number, result) in board.news where failure == nil {
                do throws(Failure) { try ended(number, result) } catch {
                    failure = error
                    for own in works { own.cancel() }
                }
            }
            look(board.done)
        }
        while group.wait(timeout: .now() + .milliseconds(5)) == .timedOut {
            if work.isCancelled { for own in works { own.cancel() } }
            tell()
        }
        tell()
        if let failure { throw failure }
        return board.results
    }

    /// Does all pieces that may fail.
    ///
    /// - Parameters:
    ///   - work: stops all threads when it is cancelled.
    ///   - look: is told on the caller's thread, again and again, how many pieces are done.
    ///   - ended: is told each piece's number and value on the caller's thread, as it ends: what has ended before a stop is not lost.
    ///   - piece: does the piece of that number, with its thread's work; nil where there is nothing to do.
    /// - Returns: nil for what was not done. What a piece throws whose work was stopped counts as that, whatever it says of it.
    /// - Throws: of what pieces have thrown, the first in their order, once all have ended.
    @discardableResult public func map<Value: Sendable>(
        _ count: Int, work: Work, look: (_ done: Int) -> Void = { _ in },
        ended: (_ number: Int, _ value: Value) -> Void = { _, _ in },
        trying piece: @escaping @Sendable (Work, Int) throws -> Value?
    ) throws -> [Value?] {
        let results = map(
            count, work: work, make: { $0 }, look: look,
            ended: { (number: Int, result: Result<Value, any Error>) in
                if case .success(let value) = result { ended(number, value) }
            }
        ) { own, number in
            do {
                return try piece(own, number).map { .success($0) }
            } catch {
                return error is Stopped || own.isCancelled ? nil : .failure(error)
            }
        }
        return try results.map { try $0?.get() }
    }

    /// Who does which piece, and what came of it.
    private final class Board<Result: Sendable>: Sendable {
        private let count: Int
        private let next = Atomic<Int>(0)
        private let found: Mutex<(results: [Result?], done: Int, news: [Int])>

        init(_ count: Int) {
            self.count = count
            found = Mutex(([Result?](repeating: nil, count: count), 0, []))
        }

        func take() -> Int? {
            let number = next.add(1, ordering: .relaxed).oldValue
            return number < count ? number : nil
        }

        func put(_ result: Result, _ number: Int) {
            found.withLock {
                $0.results[number] = result
                $0.done += 1
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

        var done: Int { found.withLock { $0.done } }
        var results: [Result?] { found.withLock { $0.results } }
    }
}
