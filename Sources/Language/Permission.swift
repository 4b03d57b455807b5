import Answers

/// What code may do beyond computing.
///
/// A permission belongs to the origin of code and goes with it. What a person types may write files; what a lesson
/// holds only computes. A function, and a word used as a value, keep the permission of the text that made them, and a
/// call may do what the caller and the called may both do: nothing that a lesson leaves behind can do more for being
/// called from a person's own line.
public struct Permission: OptionSet, Sendable, Hashable {
    /// One bit for each thing that may be done.
    public let rawValue: Int
    /// The things whose bits are set.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// To make files, and to replace those that are there.
    public static let writingFiles = Permission(rawValue: 1)
    /// Nothing but to compute: that of lessons, checks and answers.
    public static let computing: Permission = []
    /// Everything: that of a person at the prompt.
    public static let everything: Permission = [.writingFiles]

    /// - Parameter name: what asks for it: `save`.
    /// - Throws: a `Mistake` when something is needed that this does not allow.
    public func check(_ needed: Permission, for name: String) throws {
        guard isSuperset(of: needed) else {
            throw Mistake(
                "\(name) writes files, and code of a lesson may not write files",
                expected: "\(name) in a line of your own, outside of lessons and of functions that they made")
        }
    }
}
