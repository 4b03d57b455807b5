import Answers
import Figures
import Glibc
import Language
import Numbers

/// `plt.streamplot`: lines that follow a field of arrows, about evenly far from each other.
enum PlotStreams {
    static let operations: [PlotOperation] = [stream]

    /// A field over a rectangle that is taken as 0…1 by 0…1.
    struct Flow {
        let columns: Int
        let rows: Int
        let u: [Double]
        let v: [Double]

        /// The direction and the length of the arrow at a place, between the grid's; nil where it has none.
        func arrow(_ place: Point) -> Point? {
            guard (0...1).contains(place.x), (0...1).contains(place.y) else { return nil }
            let (across, up) = (place.x * Double(columns - 1), place.y * Double(rows - 1))
            let (column, row) = (
                Swift.min(columns - 2, Int(saturating: across)), Swift.min(rows - 2, Int(saturating: up))
            )
            let (a, b) = (across - Double(column), up - Double(row))
            let k = row * columns + column
            func mixed(_ values: [Double]) -> Double {
                (values[k] * (1 - a) + values[k + 1] * a) * (1 - b)
                    + (values[k + columns] * (1 - a) + values[k + columns + 1] * a) * b
            }
            let found = Point(mixed(u), mixed(v))
            return found.isFinite && found.norm > 0 ? found : nil
        }
    }

    /// Lines through a flow, each cut off where it comes into a cell of another (after Matplotlib 3.11: 30 × density cells along
    /// each axis, lines of at least a tenth of the frame, begun along the edge and then further in).
    static func lines(_ flow: Flow, density: Double, starts: [Point], _ work: Work) throws -> [[Point]] {
        let cells = Swift.max(1, Int(saturating: (30 * density).rounded()))
        var isTaken = [Bool](repeating: false, count: cells * cells)
        func cell(_ place: Point) -> Int {
            let (x, y) = (Int(saturating: place.x * Double(cells)), Int(saturating: place.y * Double(cells)))
            return Swift.min(cells - 1, y) * cells + Swift.min(cells - 1, x)
        }
        let step = Swift.min(0.004, 0.25 / Double(cells))
        var check = StopCheck(work)
        var found: [[Point]] = []
        for start in starts where flow.arrow(start) != nil && !isTaken[cell(start)] {
            var visited = [cell(start)]
            isTaken[visited[0]] = true
            /// From the start along the flow, or against it, until it leaves the frame, stands still or meets another line.
            func walk(_ sign: Double) throws -> [Point] {
                var (place, way, here): (Point, [Point], Int) = (start, [], visited[0])
                while Double(way.count) * step < 2 {
                    try check.pass()
                    guard let first = flow.arrow(place) else { break }
                    let half = place + first * (sign * step / 2 / first.norm)
                    guard let second = flow.arrow(half) else { break }
                    let next = place + second * (sign * step / second.norm)
                    guard flow.arrow(next) != nil else { break }
                    let there = cell(next)
                    if there != here {
                        guard !isTaken[there] else { break }
                        isTaken[there] = true
                        visited.append(there)
                        here = there
                    }
                    way.append(next)
                    place = next
                }
                return way
            }
            let (back, ahead) = (try walk(-1), try walk(1))
            guard Double(back.count + ahead.count) * step >= 0.1 else {
                for cell in visited { isTaken[cell] = false }
                continue
            }
            found.append(back.reversed() + [start] + ahead)
        }
        return found
    }

    /// The middles of cells in a spiral from the edge inwards.
    static func spiral(_ cells: Int) -> [Point] {
        (0..<(cells + 1) / 2).flatMap { ring -> [Point] in
            let (low, high) = (ring, cells - 1 - ring)
            guard low < high else { return [Point(Double(low), Double(low))] }
            let places = low..<high
            return places.map { Point(Double($0), Double(low)) } + places.map { Point(Double(high), Double($0)) }
                + places.map { Point(Double(high + low - $0), Double(high)) }
                + places.map { Point(Double(low), Double(high + low - $0)) }
        }.map { ($0 + Point(0.5, 0.5)) * (1 / Double(cells)) }
    }

    private static let stream = PlotOperation(
        "streamplot", "lines that follow a field of arrows",
        [
            Parameter("x", .any, .required, "places across, evenly spaced, or np.meshgrid's"),
            Parameter("y", .any, .required, "places up"),
            Parameter("u", .any, .required, "how far arrows reach across"),
            Parameter("v", .any, .required, "and up"),
            Parameter("density", .number(.init(0.1, 10)), .value(.number(1)), "how close lines stand"),
            Parameter("linewidth", aliases: ["lw"], .optional(.number(.nonNegative)), .value(.none), "of the lines"),
            Parameter("color", aliases: ["c"], .any, .value(.none), "a colour, or a number for each place of the grid"),
            .colorMap, .low, .high, .norm,
            Parameter(
                "start_points", .any, .value(.none), "places through which lines go, in place of all",
                isKeywordOnly: true), .zOrder,
        ] + PlotOperation.idle("arrowsize", "arrowstyle", "minlength", "maxlength", "broken_streamlines"),
        example: "plt.streamplot([0, 1], [0, 1], [[1, 1], [1, 1]], [[0, 1], [0, 1]])"
    ) { axes, arguments, context in
        let across = try PlotAreas.grid([arguments["x"], arguments["y"], arguments["u"]], context)
        let up = try PlotAreas.grid([arguments["x"], arguments["y"], arguments["v"]], context)
        guard across.columns == up.columns, across.rows == up.rows else {
            throw Mistake("u and v have different shapes", expected: "one shape", argument: "v").raised(
                as: "ValueError", "'u' and 'v' must match the shape of the (x, y) grid")
        }
        let (wide, high) = (across.x.upperBound - across.x.lowerBound, across.y.upperBound - across.y.lowerBound)
        func data(_ share: Point) -> Point {
            Point(across.x.lowerBound + share.x * wide, across.y.lowerBound + share.y * high)
        }
        let flow = Flow(
            columns: across.columns, rows: across.rows, u: across.values.map { $0 / wide },
            v: up.values.map { $0 / high })
        let density = try arguments.number("density")
        var starts = spiral(Swift.max(1, Int(saturating: (30 * density).rounded())))
        if !arguments["start_points"].isNone {
            starts = try PlotData.rows(arguments["start_points"], "start_points", context.work).map { row in
                Point(((row.first ?? 0) - across.x.lowerBound) / wide, ((row.last ?? 0) - across.y.lowerBound) / high)
            }
        }
        let lines = try lines(flow, density: density, starts: starts, context.work)
        let first = axes.layers.count
        var frame = Shapes([])
        frame.stretch = [data(Point(0, 0)), data(Point(1, 1))]
        axes.layers.append(.shapes(frame))
        let weight = (arguments["linewidth"].asDouble ?? 1.5) / 1.5
        let shades = try? PlotData.rows(arguments["color"], "color", context.work)
        if let shades, shades.count == across.rows, shades[0].count == across.columns {
            try draw(lines, shades.flatMap { $0 }, across, weight, data, axes, arguments)
        } else {
            let color = try arguments.color(axes)
            var curve = CurveLayer(lines.flatMap { $0.map(data) + [Point(.nan, .nan)] }, color: color)
            curve.weight = weight
            axes.layers.append(.curve(curve))
            axes.layers.append(.arrows(heads(lines, color, data)))
        }
        (axes.x.isTight, axes.y.isTight) = (true, true)
        return axes.artist("StreamplotSet", from: first)
    }

    /// Two places beside each other in the middle of a line; nil for one that is too short, or stands still there.
    private static func middle(_ line: [Point]) -> (Point, Point)? {
        guard line.count > 8 else { return nil }
        let ends = (line[line.count / 2], line[line.count / 2 + 4])
        return (ends.1 - ends.0).norm > 1e-9 ? ends : nil
    }

    /// An arrow in the middle of each line.
    private static func heads(_ lines: [[Point]], _ color: Int, _ data: (Point) -> Point) -> Arrows {
        let middles = lines.compactMap(middle)
        var arrows = Arrows(
            middles.map { data($0.0) },
            by: middles.map { from, to in data(from + (to - from) * (0.024 / (to - from).norm)) - data(from) },
            color: color)
        arrows.scale = 1
        return arrows
    }

    /// Lines in the colours that a number has at each of their places, in 24 steps of the scale.
    private static func draw(
        _ lines: [[Point]], _ shades: [Double], _ grid: ValueGrid, _ weight: Double, _ data: (Point) -> Point,
        _ axes: PlotAxes, _ arguments: Arguments
    ) throws {
        let scale = arguments.scale(of: shades, try arguments.opaquePalette())
        let steps = 24
        func step(_ place: Point) -> Int {
            let column = Swift.min(grid.columns - 1, Int(saturating: (place.x * Double(grid.columns - 1)).rounded()))
            let row = Swift.min(grid.rows - 1, Int(saturating: (place.y * Double(grid.rows - 1)).rounded()))
            let share = scale.place(of: shades[row * grid.columns + column]) ?? 0
            return Swift.min(steps - 1, Int(saturating: share * Double(steps)))
        }
        var pieces = [[Point]](repeating: [], count: steps)
        for line in lines {
            var last: Int?
            for (index, place) in line.enumerated() {
                let own = step(place)
                if own != last {
                    if let last { pieces[last] += [data(place), Point(.nan, .nan)] }
                    if last == nil, index > 0 { pieces[own].append(data(line[index - 1])) }
                    last = own
                }
                pieces[own].append(data(place))
            }
            if let last { pieces[last].append(Point(.nan, .nan)) }
        }
        func color(_ step: Int) -> Color { scale.palette.color(at: (Double(step) + 0.5) / Double(steps)) }
        for (index, points) in pieces.enumerated() where !points.isEmpty {
            var curve = CurveLayer(points, color: Color.place(color(index)))
            curve.weight = weight
            axes.layers.append(.curve(curve))
        }
        var arrows = heads(lines, 0, data)
        arrows.tints = lines.compactMap(middle).map { color(step($0.0)) }
        axes.layers.append(.arrows(arrows))
        axes.colors = scale
    }
}
