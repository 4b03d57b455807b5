import Answers

/// The ranges that every schedule checks when it is made; the message names what was found and what is allowed.
enum ScheduleRange {
    /// A number of steps, at least `least`.
    static func steps(_ name: String, _ value: Int, atLeast least: Int = 1) throws {
        guard value >= least else {
            throw Mistake(
                "\(name) = \(value) steps is too short", expected: "a whole number of at least \(least)",
                try: "\(name)=\(Swift.max(least, 100))")
        }
    }

    /// A learning rate: finite and not negative.
    static func rate(_ name: String, _ value: Double) throws {
        guard value >= 0, value.isFinite else {
            throw Mistake(
                "\(name) = \(value.short()) is not a learning rate", expected: "a finite number of at least 0",
                try: "\(name)=0.1")
        }
    }

    /// A factor above zero.
    static func positive(_ name: String, _ value: Double) throws {
        guard value > 0, value.isFinite else {
            throw Mistake("\(name) = \(value.short())", expected: "a finite number above 0", try: "\(name)=0.5")
        }
    }

    /// A finite number of at least zero.
    static func nonNegative(_ name: String, _ value: Double) throws {
        guard value >= 0, value.isFinite else {
            throw Mistake("\(name) = \(value.short())", expected: "a finite number of at least 0", try: "\(name)=0")
        }
    }

    /// A share between 0 and 1, both allowed.
    static func share(_ name: String, _ value: Double) throws {
        guard value >= 0, value <= 1 else {
            throw Mistake("\(name) = \(value.short())", expected: "a number from 0 to 1", try: "\(name)=0.5")
        }
    }

    /// Boundaries between pieces: at least one, each at least 0 and above the one before.
    static func boundaries(_ name: String, _ values: [Int]) throws {
        guard !values.isEmpty else {
            throw Mistake(
                "\(name) is an empty list", expected: "at least one step number", try: "\(name)=[100, 200]")
        }
        for (index, value) in values.enumerated() {
            guard value >= 0 else {
                throw Mistake("\(name)[\(index)] = \(value)", expected: "step numbers of at least 0")
            }
            if index > 0, values[index - 1] >= value {
                throw Mistake(
                    "\(name)[\(index)] = \(value) does not come after \(values[index - 1])",
                    expected: "step numbers in rising order", try: "\(name)=[100, 200]")
            }
        }
    }

    /// One more value than there are boundaries.
    static func pieces(_ name: String, count: Int, boundaries: Int) throws {
        guard count == boundaries + 1 else {
            throw Mistake(
                "\(name) has \(count) entr\(count == 1 ? "y" : "ies") for \(boundaries) "
                    + "boundar\(boundaries == 1 ? "y" : "ies")",
                expected: "\(boundaries + 1) entries: one more than boundaries")
        }
    }
}
