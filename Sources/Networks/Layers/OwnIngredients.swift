/// A function of somebody's that fills a tensor before training. It is equal to itself alone.
public final class OwnFilling: Sendable, Equatable {
    /// The numbers of a tensor of that shape, row by row.
    let numbers: @Sendable (_ shape: [Int]) throws -> [Float]

    /// - Parameter numbers: as many as the shape has places; anything else is refused when it is asked.
    public init(_ numbers: @escaping @Sendable (_ shape: [Int]) throws -> [Float]) { self.numbers = numbers }

    /// Whether both are the same object.
    public static func == (one: OwnFilling, other: OwnFilling) -> Bool { one === other }
}

/// A function of somebody's of a tensor's numbers: a penalty on them, or what is to be in their place after an update. It is equal to
/// itself alone.
public final class OwnMeasure<Answer>: Sendable, Equatable {
    /// What it says of the numbers of a tensor of that shape.
    public let answer: @Sendable (_ numbers: [Float], _ shape: [Int]) -> Answer

    /// A function that throws nothing: it keeps what went wrong for whoever asked for the training.
    public init(_ answer: @escaping @Sendable (_ numbers: [Float], _ shape: [Int]) -> Answer) { self.answer = answer }

    /// Whether both are the same object.
    public static func == (one: OwnMeasure, other: OwnMeasure) -> Bool { one === other }
}

/// A penalty and its derivative by every number.
public typealias OwnPenalty = OwnMeasure<(value: Double, slopes: [Float])>
/// The numbers that are to stand where others did.
public typealias OwnConstraint = OwnMeasure<[Float]>
