extension Int {
    /// The whole number towards zero of any number at all: what is too large becomes `Int.max`, too small `Int.min`, and nan 0.
    ///
    /// `Int(x)` ends the program for 1e300 and for nan. Whoever turns a number that a person can choose, or that follows from
    /// one, into a count goes through here.
    @inlinable public init(saturating number: some BinaryFloatingPoint) {
        if number.isNaN {
            self = 0
        } else if number >= 0x1p63 {
            self = .max
        } else if number < -0x1p63 {
            self = .min
        } else {
            self.init(number)
        }
    }
}

extension Duration {
    /// That many seconds; what is longer than the age of the universe is as long as it, and nan or less than nothing is none.
    /// (`Duration.seconds(1e155)` ends the program.)
    public static func seconds(saturating number: Double) -> Duration {
        number > 0 ? .seconds(Swift.min(number, 4e17)) : .zero
    }
}
