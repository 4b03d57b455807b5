public import Datasets

/// A value that can be read as rows of numbers, which a layer may be asked on.
public protocol Tabular: Drawable {
    /// The rows; nil when they differ in length.
    func samples() throws -> Samples?
}
