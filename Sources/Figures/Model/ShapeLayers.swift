// Filled shapes of any outline: wedges, hexagons, violins, circles.

public import Numbers

/// Shapes between the corners of their outlines, all of one colour or each of its own.
public struct Shapes: Sendable, Equatable {
    /// The corners of each in order, in units of the axes; the last is joined to the first. One with a corner that is not finite is
    /// left out.
    public var outlines: [[Point]]
    /// What the legend says; empty for nothing.
    public var name: String
    /// Their place in the colour cycle.
    public var color: Int
    /// A colour for each; empty for one colour for all.
    public var tints: [Color] = []
    /// Where each lies between low and high, 0…1, when the colours stand for amounts: what a picture without colours shows as
    /// density.
    public var places: [Double] = []
    /// Whether the inside is coloured, or the line around it alone.
    public var isFilled = true
    /// The line around each; nil for none.
    public var edge: Color?
    /// How wide that line is, 1 for a plain one.
    public var weight = 1.0
    /// How that line is broken.
    public var pattern = LinePattern.solid
    /// From 0, invisible, to 1.
    public var opacity = 1.0
    /// Places that say how far the axes go; empty for the corners themselves.
    public var stretch: [Point] = []
    /// Whether they are put upon what is there and, alone, say nothing of how far the axes go.
    public var isLoose = false

    /// Shapes of one colour without lines around them.
    public init(_ outlines: [[Point]], name: String = "", color: Int = 0) {
        (self.outlines, self.name, self.color) = (outlines, name, color)
    }

    /// What the inside of one of them is coloured with.
    func fill(_ index: Int) -> Color { tints.indices.contains(index) ? tints[index] : Color.cycled(color) }

    /// What stands for them in a legend.
    var sample: Color {
        isFilled ? fill(0).mixed(with: .white, share: 0.8 * (1 - opacity)) : edge ?? Color.cycled(color)
    }

    /// Whether a place lies inside an outline: a ray from it crosses the line around it an odd number of times.
    static func contains(_ place: Point, in outline: [Point]) -> Bool {
        guard var last = outline.last else { return false }
        var isInside = false
        for corner in outline {
            if (corner.y > place.y) != (last.y > place.y),
                place.x < last.x + (place.y - last.y) / (corner.y - last.y) * (corner.x - last.x)
            {
                isInside.toggle()
            }
            last = corner
        }
        return isInside
    }
}
