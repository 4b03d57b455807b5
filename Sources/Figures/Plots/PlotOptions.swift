/// What a person may choose about a picture.
public struct PlotOptions: Sendable, Equatable {
    /// From and to along x; nil lets the picture choose.
    public var x: ClosedRange<Double>?
    /// From and to along y; nil lets the picture choose.
    public var y: ClosedRange<Double>?
    /// The line above the picture; nil lets the picture choose.
    public var title: String?
    /// Draws each run in a panel of its own.
    public var panels: Bool

    /// Nothing chosen, but what is given.
    public init(
        x: ClosedRange<Double>? = nil, y: ClosedRange<Double>? = nil, title: String? = nil, panels: Bool = false
    ) {
        self.x = x
        self.y = y
        self.title = title
        self.panels = panels
    }
}
