internal import Answers

/// How long a server takes for a batch, in milliseconds: fixed + each·rows.
public struct ServiceCost: Sendable, Equatable {
    /// What a call costs whatever it holds, 0 to 10⁹: eleven days.
    public let fixed: Double
    /// What each row adds, 0 to 10⁹; not 0 with `fixed`.
    public let each: Double

    /// Milliseconds of a call, and of each row in it.
    public init(fixed: Double, each: Double) { (self.fixed, self.each) = (fixed, each) }

    /// The cost that comes nearest to measured calls: the least sum of squared relative errors, with neither number below 0. All of it is
    /// in `each` where the calls had one number of rows.
    ///
    /// A line that begins below 0, or falls, is the noise of a clock: then one of the two is 0, and the other the best without it.
    ///
    /// - Parameter points: rows of a call, above 0, and its milliseconds; what took none says nothing and is left out.
    init(through points: [(rows: Double, milliseconds: Double)]) {
        var (w, wx, wy, wxx, wxy) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for (x, y) in points where y > 0 {
            let weight = 1 / (y * y)
            (w, wx, wy) = (w + weight, wx + weight * x, wy + weight * y)
            (wxx, wxy) = (wxx + weight * x * x, wxy + weight * x * y)
        }
        let spread = w * wxx - wx * wx
        let each = (w * wxy - wx * wy) / spread
        if wxx == 0 {
            self.init(fixed: 0, each: 0)
        } else if spread <= 1e-12 * w * wxx || wy < each * wx {
            self.init(fixed: 0, each: wxy / wxx)
        } else if each < 0 {
            self.init(fixed: wy / w, each: 0)
        } else {
            self.init(fixed: (wy - each * wx) / w, each: each)
        }
    }

    /// - Throws: `Mistake` for numbers out of range, and for a call that takes no time.
    func check() throws {
        guard (0...1e9).contains(fixed), (0...1e9).contains(each), fixed + each > 0 else {
            throw Mistake(
                "a call that costs \(fixed.short()) ms and \(each.short()) ms for each row",
                expected: "two numbers from 0 to 1e9, not both 0", try: "cost=(1, 0.1)", argument: "cost")
        }
    }

    /// Milliseconds of a call with so many rows.
    func milliseconds(_ rows: Int) -> Double { fixed + each * Double(rows) }

    /// Requests in a second that a server with batches of at most so many can answer at all.
    public func capacity(_ batch: Int) -> Double { 1000 * Double(batch) / milliseconds(batch) }

    /// `1 ms a call and 0.1 ms a row`
    public var text: String { "\(Milliseconds.spell(fixed)) a call and \(Milliseconds.spell(each)) a row" }
}
