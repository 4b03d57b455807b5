import Answers

extension PatternError {
    /// What is wrong with a pattern as Python's `re.error`.
    static func translated<Result>(_ body: () throws -> Result) throws -> Result {
        do { return try body() } catch let error as PatternError {
            let message = error.place.map { "\(error.message) at position \($0)" } ?? error.message
            throw Mistake("the pattern cannot be read: \(message)", expected: "a regular expression").raised(
                as: error.message.hasPrefix("unknown group name") && error.place == nil ? "IndexError" : "error",
                message)
        }
    }
}
