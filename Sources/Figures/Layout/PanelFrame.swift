import Numbers

/// A panel's frame on the page.
struct PanelFrame: Sendable, Equatable {
    var box: Box
    var x: Axis
    var y: Axis

    /// The place of a point on the page; not finite for one that a log axis cannot show.
    func pixel(_ p: Point) -> Point {
        Point(box.left + x.share(p.x) * box.width, box.bottom - y.share(p.y) * box.height)
    }

    /// The value shown at a place on the page.
    func data(_ p: Point) -> Point {
        Point(x.value(at: (p.x - box.left) / box.width), y.value(at: (box.bottom - p.y) / box.height))
    }
}
