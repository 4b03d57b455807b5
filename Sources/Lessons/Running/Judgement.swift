/// What came of an answer to an exercise.
enum Judgement: Sendable, Equatable {
    case passed
    /// - Parameters:
    ///   - message: what is missing.
    ///   - hint: the id of a hint that fits, where the check named one.
    case notYet(message: String, hint: String?)
    /// The check itself is wrong; it never counts against the learner.
    case faultOfLesson(message: String)
    /// The check could not work with the answer, and there is no solution here to try it on: whose fault that is cannot be told.
    case unread(message: String)
    /// The learner stopped it.
    case stopped
}
