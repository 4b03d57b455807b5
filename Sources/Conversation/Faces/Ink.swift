/// What a run of text is, for a face to make visible: a set of properties that becomes colours where there are some, and
/// nothing where there are none.
public struct Ink: OptionSet, Sendable, Hashable {
    /// One bit for each property.
    public let rawValue: Int
    /// The properties whose bits are set.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// Said louder: titles, what the table's columns hold.
    public static let bold = Ink(rawValue: 1)
    /// Emphasis.
    public static let italic = Ink(rawValue: 2)
    /// A link.
    public static let underlined = Ink(rawValue: 4)
    /// What may be skipped: remarks, what to do next.
    public static let faint = Ink(rawValue: 8)
    /// Source text.
    public static let code = Ink(rawValue: 16)
    /// A heading of the first two levels.
    public static let heading = Ink(rawValue: 32)
    /// A right answer.
    public static let good = Ink(rawValue: 64)
    /// An answer that is not right yet.
    public static let caution = Ink(rawValue: 128)
    /// What went wrong.
    public static let problem = Ink(rawValue: 256)
}
