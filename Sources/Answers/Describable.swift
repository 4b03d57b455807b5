/// A value with more to tell than its table: `describe(x)` shows this account when there is one.
public protocol Describable: Presentable {
    /// The full account as text, at most `width` columns where the content allows it.
    func description(width: Int) -> String
}
