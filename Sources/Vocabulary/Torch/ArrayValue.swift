public import Answers
public import Arrays
import Autograd

extension NDArray: Presentable {
    /// The language's name for it.
    public static var kind: String { "array" }
    /// Its shape and dtype.
    public var summary: String { "array of shape \(shape.listText), \(dtype.name)" }
}
