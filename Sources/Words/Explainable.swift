package import Answers
package import Language

/// A value whose steps `explain` can take apart.
package protocol Explainable: Presentable {
    /// The step that the arguments of `explain` ask for.
    func explanation(_ arguments: Arguments, _ context: Context) throws -> any Presentable
}
