/// For whom a picture is drawn.
public enum FigureStyle: String, Sendable, CaseIterable {
    /// For a reader with a page or a screen before them.
    case page
    /// For a room: large type, thick lines, and of the caption its first line only.
    case projector

    /// Text and strokes in units of a page's.
    var scale: Double { self == .projector ? 1.7 : 1 }

    /// How small a long title may be set before it is cut.
    var smallestTitle: Double { self == .projector ? 0.65 : 0.85 }

    /// Lines of the caption at most.
    var captionLines: Int { self == .projector ? 1 : 4 }
}
