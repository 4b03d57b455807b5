// Finding a place for a label: near its thing, on nothing.

import Glibc
import Numbers

/// What is already on the page inside one frame, and where a new label may go.
///
/// A label tries places around its anchor, nearest first; a place is free when its box lies inside the frame and
/// neither a line's point nor a sign nor another label lies in it. There is no compromise: without a free place
/// there is no label, and the legend takes the name.
struct LabelPlacer {
    private let frame: Box
    private let em: Double
    private let cell: Double
    private let columns: Int
    private var occupied: [Bool]
    private(set) var boxes: [Box] = []

    init(frame: Box, em: Double) {
        self.frame = frame
        self.em = em
        cell = max(2, em / 5)
        columns = max(1, Int(frame.width / cell) + 2)
        occupied = [Bool](repeating: false, count: columns * max(1, Int(frame.height / cell) + 2))
    }

    /// Keeps the cells along a line free.
    mutating func block(_ line: [Point]) {
        guard var last = line.first else { return }
        mark(last)
        for point in line.dropFirst() {
            guard point.isFinite, last.isFinite else {
                last = point
                continue
            }
            let steps = Int(max(1, min(4000, (point - last).norm / (0.7 * cell))))
            for step in 1...steps { mark(last + (point - last) * (Double(step) / Double(steps))) }
            last = point
        }
    }

    mutating func block(_ box: Box) { boxes.append(box) }

    private mutating func mark(_ p: Point) {
        guard frame.contains(p) else { return }
        let index = Int((p.y - frame.top) / cell) * columns + Int((p.x - frame.left) / cell)
        if occupied.indices.contains(index) { occupied[index] = true }
    }

    func isFree(_ box: Box) -> Bool {
        guard frame.contains(box), !boxes.contains(where: { $0.overlaps(box) }) else { return false }
        let near = box.grown(0.12 * em)
        let rows = Int(max(0, near.top - frame.top) / cell)...Int(max(0, near.bottom - frame.top) / cell)
        let across = Int(max(0, near.left - frame.left) / cell)...Int(max(0, near.right - frame.left) / cell)
        for row in rows {
            for column in across {
                let index = row * columns + column
                if occupied.indices.contains(index), occupied[index] { return false }
            }
        }
        return true
    }

    /// Places a text at the best free place around its anchors (first anchor preferred) and keeps the place.
    mutating func place(_ text: PlacedText, near anchors: [Point], clear: Double = 0) -> PlacedText? {
        var best: (cost: Double, text: PlacedText, box: Box)?
        let size = text.box(em: em)
        for (rank, anchor) in anchors.enumerated() where frame.contains(anchor) {
            for distance in [0.55, 1.1, 1.9, 3.0, 4.5] {
                for direction in 0..<16 {
                    let angle = Double(direction) * .pi / 8
                    let (dx, dy) = (cos(angle), -sin(angle))
                    // The box touches a circle around the anchor, on the side the direction points to.
                    let reach = distance * em + clear
                    let centre = Point(
                        anchor.x + dx * (reach + size.width / 2),
                        anchor.y + dy * (reach + size.height / 2))
                    var candidate = text
                    candidate.align = .left
                    candidate.x = centre.x - size.width / 2
                    candidate.y = centre.y
                    let box = candidate.box(em: em)
                    // Right of the anchor reads best, level or a little above; far and late anchors cost.
                    let cost =
                        distance + 1.6 * Double(rank) + (dx < 0 ? 0.5 : 0) + abs(dy) * 0.35 + (dy > 0 ? 0.1 : 0)
                    if cost < best?.cost ?? .infinity, isFree(box) { best = (cost, candidate, box) }
                }
            }
        }
        guard let best else { return nil }
        boxes.append(best.box)
        return best.text
    }
}
