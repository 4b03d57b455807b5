import Answers
import Autograd
import Language

/// A function of the learner's that is called again and again while a model is at work, in a session of its own kind: the variables it sees
/// are those it was made among, and the line at work stays as it is.
final class OwnCall: @unchecked Sendable {
    let function: Value
    let context: Context

    /// - Parameter context: of the line that names the function; its seed, permission and work are the function's.
    init(_ function: Value, _ context: Context) {
        self.function = function
        let session = Session(registry: context.registry, work: context.work, permission: context.permission)
        session.seed = context.session.seed
        session.budget = context.session.budget
        self.context = Context(session: session)
    }

    /// What it gives for these tensors.
    ///
    /// - Throws: what the function throws.
    func callAsFunction(_ tensors: Tensor...) throws -> Value {
        try context.call(function, tensors.map { .thing($0) })
    }
}
