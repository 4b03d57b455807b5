// From where a surface is seen, and what of it hides a point behind it.

import Glibc
import Answers
import Numbers

/// The place of the eye of every surface picture: far away, so that parallels stay parallel.
struct SurfaceView {
    /// Degrees between the line of sight and the vertical.
    static let tilt = 24.0
    /// Degrees that the floor is turned about the vertical.
    static let turn = 338.0
    /// Height of the box over its width.
    static let stretch = 1.1

    let grid: ValueGrid
    let colors: ColorScale
    private let places: [Double]

    init(grid: ValueGrid, colors: ColorScale) {
        self.grid = grid
        self.colors = colors
        places = grid.values.map { colors.place(of: $0) ?? .nan }
    }

    /// The height of the surface, 0…1, over a place of the floor; nil outside of it and where there is none. What lies on
    /// the surface is drawn there: the function's own value at a place between two grid points would float off it.
    func height(over p: Point) -> Double? {
        guard p.isFinite, grid.x.contains(p.x), grid.y.contains(p.y) else { return nil }
        let height = surface(at: onFloor(p))
        return height.isNaN ? nil : height
    }

    /// A place of the floor in the box, which is taken as −1…1 by −1…1.
    private func onFloor(_ p: Point) -> Point {
        func share(_ value: Double, _ range: ClosedRange<Double>) -> Double {
            (value - range.lowerBound) / (range.upperBound - range.lowerBound)
        }
        return Point(2 * share(p.x, grid.x) - 1, 2 * share(p.y, grid.y) - 1)
    }

    /// The lowest height over a place, 0…1, at which the eye sees what is there: a sign for a minimum in a pit stands so
    /// high, on a stem.
    func heightSeen(over p: Point) -> Double? {
        height(over: p).map { ground in stride(from: ground, to: 1, by: 0.02).first { !isHidden(p, at: $0) } ?? 1 }
    }

    /// Whether the surface lies between the eye and a point on it, or over it. The height of the box is taken as
    /// 0…2·stretch; the way to the eye is walked in steps of about a cell.
    func isHidden(_ p: Point, at height: Double? = nil) -> Bool {
        guard let place = height ?? self.height(over: p) else { return false }
        let (tilt, turn) = (SurfaceView.tilt * .pi / 180, (360 - SurfaceView.turn) * .pi / 180)
        let top = 2 * SurfaceView.stretch
        let toEye = Point(-sin(tilt) * sin(turn), -sin(tilt) * cos(turn))
        let from = onFloor(p)
        let step = 2 / Double(max(grid.columns, grid.rows)) / sin(tilt)
        var way = 2 * step
        while true {
            let here = from + way * toEye
            let height = top * place + way * cos(tilt)
            guard height < top, abs(here.x) <= 1, abs(here.y) <= 1 else { return false }
            if top * surface(at: here) > height + 0.01 { return true }
            way += step
        }
    }

    /// The height of the surface, 0…1, at a place of −1…1 by −1…1; NaN where it is undefined.
    private func surface(at place: Point) -> Double {
        let across = (place.x + 1) / 2 * Double(grid.columns - 1)
        let up = (place.y + 1) / 2 * Double(grid.rows - 1)
        let column = min(grid.columns - 2, max(0, Int(saturating: across)))
        let row = min(grid.rows - 2, max(0, Int(saturating: up)))
        let (u, v) = (across - Double(column), up - Double(row))
        let k = row * grid.columns + column
        let low = places[k] * (1 - u) + places[k + 1] * u
        let high = places[k + grid.columns] * (1 - u) + places[k + grid.columns + 1] * u
        return low * (1 - v) + high * v
    }
}
