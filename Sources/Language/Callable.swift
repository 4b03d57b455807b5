public import Answers

/// A thing that can be called: a landscape (`rosenbrock(1.2, 1)`), a layer, a model.
public protocol Callable: Presentable {
    /// How it is called; arguments are bound and checked against these.
    var callParameters: [Parameter] { get }
    func call(_ arguments: Arguments, _ context: Context) throws -> Value
}
