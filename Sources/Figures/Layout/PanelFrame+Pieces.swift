// Lines cut at the frame, and thinned to what the page can show.

import Numbers

extension PanelFrame {
    /// The visible pieces of a line, in pixels. A point that is not finite breaks the line.
    func pieces(_ points: [Point]) -> [[Point]] {
        var pieces: [[Point]] = []
        var current: [Point] = []
        var before: Point?
        func close() {
            if !current.isEmpty { pieces.append(current) }
            current = []
        }
        for point in points {
            let here = pixel(point)
            guard here.isFinite, abs(here.x) < 1e12, abs(here.y) < 1e12 else {
                close()
                before = nil
                continue
            }
            guard let last = before else {
                before = here
                if box.contains(here) { current = [here] }
                continue
            }
            before = here
            guard let (a, b) = cut(from: last, to: here) else {
                close()
                continue
            }
            if current.isEmpty || a != last { close() }
            if current.isEmpty { current = [a] }
            current.append(b)
            if b != here { close() }
        }
        close()
        return pieces
    }

    /// The part of a straight line inside the frame (Liang & Barsky 1984).
    private func cut(from a: Point, to b: Point) -> (Point, Point)? {
        let d = b - a
        var enter = 0.0
        var leave = 1.0
        for (p, q) in [
            (-d.x, a.x - box.left), (d.x, box.right - a.x), (-d.y, a.y - box.top), (d.y, box.bottom - a.y),
        ] {
            if p == 0 {
                if q < 0 { return nil }
            } else if p < 0 {
                enter = max(enter, q / p)
            } else {
                leave = min(leave, q / p)
            }
        }
        guard enter <= leave else { return nil }
        return (enter == 0 ? a : a + enter * d, leave == 1 ? b : a + leave * d)
    }

    /// Leaves out points that would not change the picture: those within a third of a pixel of the last kept one.
    static func thinned(_ piece: [Point], within distance: Double = 0.34) -> [Point] {
        guard piece.count > 800, let first = piece.first, let end = piece.last else { return piece }
        var kept = [first]
        for point in piece where (point - kept[kept.count - 1]).norm > distance { kept.append(point) }
        if kept.last != end { kept.append(end) }
        return kept.count > 4000 ? columnExtremes(kept) : kept
    }

    /// At most first, lowest, highest and last point of each pixel column, for series with very many points.
    private static func columnExtremes(_ points: [Point]) -> [Point] {
        var kept: [Point] = []
        var index = 0
        while index < points.count {
            let column = points[index].x.rounded()
            var end = index
            while end + 1 < points.count, points[end + 1].x.rounded() == column { end += 1 }
            let range = index...end
            let low = range.min { points[$0].y < points[$1].y } ?? index
            let high = range.max { points[$0].y < points[$1].y } ?? index
            for i in Array(Set([index, low, high, end])).sorted() { kept.append(points[i]) }
            index = end + 1
        }
        return kept
    }
}
