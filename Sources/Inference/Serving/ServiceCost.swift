internal import Answers

/// How long a server takes for a batch, in milliseconds: fixed + each·rows.
public struct ServiceCost: Sendable, Equatable {
    /// What a call costs whatever it holds, at least 0.
    public let fixed: Double
    /// What each row adds, at least 0; not 0 with `fixed`.
    public let each: Double

    /// A cost in milliseconds.
    public init(fixed: Double, each: Double) { (self.fixed, self.each) = (fixed, each) }

    /// - Throws: `Mistake` for negative numbers, and for a call that takes no time.
    func check() throws {
        guard fixed.isFinite, each.isFinite, fixed >= 0, each >= 0, fixed + each > 0 else {
            throw Mistake(
                "a call that costs \(fixed.short()) ms and \(each.short()) ms for each row",
                expected: "two numbers of at least 0, not both 0", try: "cost=(1, 0.1)", argument: "cost")
        }
    }

    /// Milliseconds of a call with so many rows.
    func milliseconds(_ rows: Int) -> Double { fixed + each * Double(rows) }

    /// Requests in a second that a server with batches of at most so many can answer at all.
    public func capacity(_ batch: Int) -> Double { 1000 * Double(batch) / milliseconds(batch) }

    /// `1 ms a call and 0.1 ms a row`
    public var text: String { "\(Milliseconds.spell(fixed)) a call and \(Milliseconds.spell(each)) a row" }
}
