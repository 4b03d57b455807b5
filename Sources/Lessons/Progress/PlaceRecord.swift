/// Where a learner stands in one lesson.
public struct PlaceRecord: Sendable, Equatable, Codable {
    /// The id of the lesson.
    public var lesson: String
    /// The lesson's version at the last visit.
    public var version: Int
    /// The key of the step.
    public var place: String
    /// Whether the lesson was finished.
    public var isAtEnd: Bool
    /// ISO 8601 in UTC.
    public var updated: String

    /// Both together: the newer place; finished if one of them is.
    func joined(with other: PlaceRecord) -> PlaceRecord {
        var joined = updated < other.updated ? other : self
        joined.isAtEnd = isAtEnd || other.isAtEnd
        return joined
    }
}
