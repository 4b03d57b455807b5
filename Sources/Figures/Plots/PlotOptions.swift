/// What a person may choose about a picture.
public struct PlotOptions: Sendable, Equatable {
    public var x: ClosedRange<Double>?
    public var y: ClosedRange<Double>?
    public var title: String?
    /// Draws each run in a panel of its own.
    public var panels: Bool

    public init(
        x: ClosedRange<Double>? = nil, y: ClosedRange<Double>? = nil, title: String? = nil, panels: Bool = false
    ) {
        self.x = x
        self.y = y
        self.title = title
        self.panels = panels
    }
}
