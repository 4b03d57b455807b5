/// Thrown where work was stopped that has nothing to show for it.
public struct Stopped: Error, Sendable, Equatable {
    /// Stopped.
    @inlinable public init() {}
}

/// What a loop over a person's data asks in every turn: every few thousand turns it looks whether the work was stopped.
///
/// A turn is meant to take well under a microsecond, so that a stop is answered within some milliseconds; a loop whose turns
/// take longer asks `Work.isCancelled` itself.
public struct StopCheck {
    /// What may be stopped.
    public let work: Work
    @usableFromInline var turns = 0

    /// A check of that work.
    @inlinable public init(_ work: Work) { self.work = work }

    /// Counts turns.
    ///
    /// - Throws: `Stopped` once the work was stopped.
    @inlinable public mutating func pass(_ count: Int = 1) throws(Stopped) {
        turns += count
        if turns >= 4096 { try look() }
    }

    @usableFromInline mutating func look() throws(Stopped) {
        turns = 0
        if work.isCancelled { throw Stopped() }
    }
}

extension String {
    /// As `count`, until the work is stopped.
    ///
    /// - Throws: `Stopped` once it was.
    @inlinable public func count(stoppedBy work: Work) throws(Stopped) -> Int {
        var check = StopCheck(work)
        var count = 0
        for _ in self {
            try check.pass()
            count += 1
        }
        return count
    }
}

extension Sequence {
    /// As `map`, until the work is stopped; what it had made by then is given back by another thread.
    ///
    /// - Throws: `Stopped` once it was, and what the closure throws.
    @inlinable public func map<T>(stoppedBy work: Work, _ transform: (Element) throws -> T) throws -> [T] {
        var check = StopCheck(work)
        var out: [T] = []
        out.reserveCapacity(underestimatedCount)
        do {
            for element in self {
                try check.pass()
                out.append(try transform(element))
            }
        } catch {
            LargeValue.leaveBehind(&out)
            throw error
        }
        return out
    }

    /// As `filter`, until the work is stopped.
    ///
    /// - Throws: `Stopped` once it was, and what the closure throws.
    @inlinable public func filter(stoppedBy work: Work, _ holds: (Element) throws -> Bool) throws -> [Element] {
        var check = StopCheck(work)
        return try filter {
            try check.pass()
            return try holds($0)
        }
    }

    /// As `reduce(into:)`, until the work is stopped.
    ///
    /// - Throws: `Stopped` once it was, and what the closure throws.
    @inlinable public func reduce<Result>(
        into start: Result, stoppedBy work: Work, _ update: (inout Result, Element) throws -> Void
    ) throws -> Result {
        var check = StopCheck(work)
        return try reduce(into: start) {
            try check.pass()
            try update(&$0, $1)
        }
    }

    /// As `allSatisfy`, until the work is stopped.
    ///
    /// - Throws: `Stopped` once it was, and what the closure throws.
    @inlinable public func allSatisfy(stoppedBy work: Work, _ holds: (Element) throws -> Bool) throws -> Bool {
        var check = StopCheck(work)
        return try allSatisfy {
            try check.pass()
            return try holds($0)
        }
    }

    /// As `sorted(by:)`, until the work is stopped.
    ///
    /// - Throws: `Stopped` once it was.
    @inlinable public func sorted(stoppedBy work: Work, by precedes: (Element, Element) throws -> Bool) throws
        -> [Element]
    {
        var check = StopCheck(work)
        return try sorted {
            try check.pass()
            return try precedes($0, $1)
        }
    }
}

extension Array {
    /// The elements of some collections, one after the other, until the work is stopped.
    ///
    /// - Throws: `Stopped` once it was.
    @inlinable public init(joining parts: [some RandomAccessCollection<Element>], stoppedBy work: Work) throws(Stopped)
    {
        self = []
        reserveCapacity(parts.reduce(0) { $0 + $1.count })
        for part in parts { try append(part, stoppedBy: work) }
    }

    /// As `append(contentsOf:)`, until the work is stopped.
    ///
    /// - Throws: `Stopped` once it was.
    @inlinable public mutating func append(_ part: some RandomAccessCollection<Element>, stoppedBy work: Work)
        throws(Stopped)
    {
        var rest = part[...]
        while !rest.isEmpty {
            if work.isCancelled { throw Stopped() }
            append(contentsOf: rest.prefix(65_536))
            rest = rest.dropFirst(65_536)
        }
    }
}
