internal import Answers

/// Arithmetic on long vectors in Double, as directions in the space of all weights need it.
///
/// A vector of ten million numbers takes some hundredths of a second to be read and a tenth to be made, most of it the system's
/// for fresh memory: with `stoppedBy:` the wish to stop is looked for on the way.
enum Vectors {
    static func dot(_ a: [Double], _ b: [Double]) -> Double {
        var sum = 0.0
        for i in a.indices { sum += a[i] * b[i] }
        return sum
    }

    static func norm(_ a: [Double]) -> Double { dot(a, a).squareRoot() }

    /// a ← a + factor·b
    static func add(_ factor: Double, _ b: [Double], to a: inout [Double]) {
        for i in a.indices { a[i] += factor * b[i] }
    }

    static func scale(_ a: inout [Double], by factor: Double) {
        for i in a.indices { a[i] *= factor }
    }

    /// b − a
    static func difference(_ b: [Float], _ a: [Float]) -> [Double] {
        zip(b, a).map { Double($0) - Double($1) }
    }
}

/// The same to the last bit, until the work is stopped: each throws `Stopped` once it was.
extension Vectors {
    static func dot(_ a: [Double], _ b: [Double], stoppedBy work: Work) throws(Stopped) -> Double {
        var sum = 0.0
        try eachPiece(a.count, work) { for i in $0 { sum += a[i] * b[i] } }
        return sum
    }

    static func norm(_ a: [Double], stoppedBy work: Work) throws(Stopped) -> Double {
        try dot(a, a, stoppedBy: work).squareRoot()
    }

    static func add(_ factor: Double, _ b: [Double], to a: inout [Double], stoppedBy work: Work) throws(Stopped) {
        try eachPiece(a.count, work) { for i in $0 { a[i] += factor * b[i] } }
    }

    static func scale(_ a: inout [Double], by factor: Double, stoppedBy work: Work) throws(Stopped) {
        try eachPiece(a.count, work) { for i in $0 { a[i] *= factor } }
    }

    /// b − a
    static func difference(_ b: [Float], _ a: [Float], stoppedBy work: Work) throws(Stopped) -> [Double] {
        try made(Swift.min(a.count, b.count), work) { Double(b[$0]) - Double(a[$0]) }
    }

    /// b − a
    static func difference(_ b: [Double], _ a: [Double], stoppedBy work: Work) throws(Stopped) -> [Double] {
        try made(Swift.min(a.count, b.count), work) { b[$0] - a[$0] }
    }

    /// aᵢ·bᵢ
    static func products(_ a: [Double], _ b: [Double], stoppedBy work: Work) throws(Stopped) -> [Double] {
        try made(Swift.min(a.count, b.count), work) { a[$0] * b[$0] }
    }

    /// a + factor·b
    static func sum(_ a: [Double], _ factor: Double, _ b: [Double], stoppedBy work: Work) throws(Stopped) -> [Double] {
        try made(Swift.min(a.count, b.count), work) { a[$0] + factor * b[$0] }
    }

    /// Numbers by their places.
    static func made(_ count: Int, _ work: Work, _ number: (Int) -> Double) throws(Stopped) -> [Double] {
        var out: [Double] = []
        out.reserveCapacity(count)
        try eachPiece(count, work) { for i in $0 { out.append(number(i)) } }
        return out
    }

    /// Pieces that take well under a millisecond.
    static func eachPiece(_ count: Int, _ work: Work, _ body: (Range<Int>) -> Void) throws(Stopped) {
        var start = 0
        while start < count {
            if work.isCancelled { throw Stopped() }
            let end = Swift.min(count, start + 65_536)
            body(start..<end)
            start = end
        }
    }
}
