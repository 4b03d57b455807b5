public import Answers
internal import Networks
public import Training

/// A model beside a cache of its answers: a row that was asked before, bit for bit, is answered without computing.
///
/// It has an identity, as its cache fills. It is used by one thread at a time.
public final class Remembered: @unchecked Sendable {
    /// What answers rows that are not remembered.
    public let source: any Predictor
    /// Answers that are kept at most.
    public let size: Int
    /// Rows that were answered from the cache.
    public private(set) var hits = 0
    /// Rows that were computed.
    public private(set) var misses = 0
    private var cache: AnswerCache
    private let wide, long: Int

    /// - Parameters:
    ///   - size: 1 to 10⁷.
    /// - Throws: `Mistake` for a model of several inputs, and a size out of range or beyond the memory.
    public init(_ source: some Predictor, size: Int = 1000) throws {
        try Interval(1, 1e7).whole.check(size, "size", standard: 1000)
        let (input, output) = try source.shapes()
        (wide, long) = (input.reduce(1, *), output.reduce(1, *))
        let each = 4 * (wide + long) + 96
        try MemoryRoom.check(Double(size) * Double(each), for: "\(size) remembered answers") { room in
            "size=\(Swift.max(1, room / each))"
        }
        (self.source, self.size) = (source, size)
        cache = AnswerCache(size: size)
    }

    /// hits/(hits + misses); nan before the first row.
    public var hitShare: Double { Double(hits) / Double(hits + misses) }
    /// Answers that are kept now.
    public var kept: Int { cache.count }

    /// Forgets all answers and counts.
    public func forget() {
        cache = AnswerCache(size: size)
        (hits, misses) = (0, 0)
    }
}

extension Remembered: Predictor {
    /// The source's.
    public var underlying: Model { source.underlying }

    /// From the cache what is there, row by row; the rest is computed one row at a time, as requests come.
    @discardableResult
    public func answer(_ rows: [Float], count: Int, into answers: UnsafeMutablePointer<Float>, work: Work) throws -> Int
    {
        for row in 0..<count {
            let x = rows[row * wide..<(row + 1) * wide]
            let (key, to) = (AnswerCache.Key(x), answers + row * long)
            if let known = cache.answer(key) {
                hits += 1
                known.withUnsafeBufferPointer { known in
                    if let base = known.baseAddress { to.update(from: base, count: long) }
                }
                continue
            }
            guard try source.answer(Array(x), count: 1, into: to, work: work) == 1 else { return row }
            misses += 1
            cache.keep(Array(UnsafeBufferPointer(start: to, count: long)), for: key)
        }
        return count
    }

    /// The source's.
    public func storedSize() throws -> StoredSize { try source.storedSize() }
}

extension Remembered: Presentable {
    /// `remembered model`
    public static var kind: String { "remembered model" }

    /// `a cache of 1,000 answers before sequential: 12 of 20 rows answered from it`
    public var summary: String {
        "a cache of \(size.grouped) answers before \(underlying.name): "
            + (hits + misses == 0
                ? "nothing asked yet" : "\(hits.grouped) of \((hits + misses).grouped) rows answered from it")
    }

    /// Hits, and what they depend on.
    public var sentence: String {
        hits + misses == 0
            ? "A cache saves work only for rows that come again, bit for bit: m.zipf(data) asks as people do."
            : "\((100 * hitShare).short(3)) % of the rows came again while their answer was still kept."
    }

    /// The summary, and the sentence below it.
    public func table(width: Int) -> String {
        (TextTable.wrap(summary, width) + TextTable.wrap(sentence, width)).joined(separator: "\n")
    }

    /// Size, hits and misses.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "size": .integer(size), "kept": .integer(kept), "hits": .integer(hits),
            "misses": .integer(misses),
        ])
    }
}
