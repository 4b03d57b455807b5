import Numbers

/// A rectangle on the page.
struct Box: Sendable, Equatable {
    var left: Double
    var top: Double
    var right: Double
    var bottom: Double

    var width: Double { right - left }
    var height: Double { bottom - top }

    func contains(_ p: Point) -> Bool { p.x >= left && p.x <= right && p.y >= top && p.y <= bottom }
    func contains(_ b: Box) -> Bool { b.left >= left && b.right <= right && b.top >= top && b.bottom <= bottom }
    func overlaps(_ b: Box) -> Bool { left < b.right && b.left < right && top < b.bottom && b.top < bottom }
    func grown(_ by: Double) -> Box { Box(left: left - by, top: top - by, right: right + by, bottom: bottom + by) }
}
