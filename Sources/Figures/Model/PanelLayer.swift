// What a panel shows. Each layer holds data and the few choices that a picture's maker has; how it looks is decided where
// it is drawn.

/// One thing drawn in a panel.
public enum PanelLayer: Sendable, Equatable {
    /// A function of two variables as colours, with contour lines.
    case field(Field)
    /// A grid of kinds: basins, decisions, stable and unstable.
    case regions(Regions)
    /// The way of an optimizer over a landscape.
    case path(Path)
    /// A line over x, labelled at its end.
    case curve(CurveLayer)
    /// The area between two curves.
    case band(Band)
    case points(Points)
    case bars(Bars)
    /// Filled shapes of any outline.
    case shapes(Shapes)
    /// A marked and named place.
    case mark(Mark)
    /// A straight line across the frame at one value.
    case guide(GuideLine)
    /// A function of two variables seen from the side.
    case surface(SurfaceLayer)
    /// A line or points in three dimensions.
    case space(SpaceLayer)
    /// A field of arrows: gradients.
    case arrows(Arrows)
    /// A text at its place, with an arrow to another one where it speaks of that.
    case note(Note)
}
