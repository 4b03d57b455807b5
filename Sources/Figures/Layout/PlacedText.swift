/// A text with its place: `x` at the left end, middle or right end, `y` at mid height.
struct PlacedText: Sendable, Equatable {
    enum Align: Sendable, Equatable { case left, centre, right }
    var text: String
    var x: Double
    var y: Double
    var align = Align.left
    var color = Color.ink
    /// In units of ordinary text.
    var size = 1.0
    var isBold = false
    var isRotated = false
    /// On a veil of white, to be read on any colour.
    var isVeiled = false

    func box(em: Double) -> Box {
        let width = TextWidth.ems(text, isBold: isBold) * size * em
        let half = 0.62 * size * em
        let start =
            switch align {
            case .left: x
            case .centre: x - width / 2
            case .right: x - width
            }
        return Box(left: start, top: y - half, right: start + width, bottom: y + half)
    }
}
