public import Datasets

/// Other rows in every epoch, as many as in the first. It belongs to the thread of the line that called `fit`.
public struct FreshRows: @unchecked Sendable {
    /// The rows of one epoch.
    public typealias Rows = (x: [Samples], y: Samples, weights: [Float]?)

    let next: () throws -> Rows?

    /// - Parameter next: the rows of the next epoch, nil where there are no more.
    public init(_ next: @escaping () throws -> Rows?) { self.next = next }
}
