import Answers
import Cards
public import Figures
import Landscapes
import Numbers
import Optimizers

extension Playground {
    /// What a key makes of the playground. A key that can do nothing says why on the sheet.
    ///
    /// - Parameter place: the screen that a click was made on.
    public mutating func press(_ key: PlayKey, on place: Capabilities) {
        refusal = ""
        if key != .help { showsKeys = false }
        switch key {
        case .move(let x, let y, let isFine): move(x, y, isFine: isFine)
        case .click(let column, let row):
            if let point = point(column: column, row: row, on: place) { drop(point) }
        case .drop(let point): drop(point)
        case .rate(let turn): turnRate(turn)
        case .memory(let number, let turn): turnMemory(number, turn)
        case .steps(let turn): steps = Ladder.steps(steps, turn)
        case .rule(let turn): methodIndex = (methodIndex + (turn == .up ? 1 : methods.count - 1)) % methods.count
        case .landscape(let turn): groundIndex = (groundIndex + (turn == .up ? 1 : grounds.count - 1)) % grounds.count
        case .zoom(let turn): zoom(turn)
        case .reset: reset()
        case .help: showsKeys.toggle()
        case .leave: break
        }
    }

    /// A hundredth of the width and of the height that are shown.
    private var hundredth: Point {
        let region = ground.region
        return Point(region.x.upperBound - region.x.lowerBound, region.y.upperBound - region.y.lowerBound) / 100
    }

    private mutating func move(_ x: Int, _ y: Int, isFine: Bool) {
        if landscape.dimension == 1, y != 0 {
            refusal = "\(ground.source) is a curve: left and right move the start"
            return
        }
        drop(start + Point(Double(x), Double(y)) * hundredth * (isFine ? 0.2 : 2))
    }

    private mutating func drop(_ point: Point) {
        guard point.isFinite else { return }
        let hair = hundredth * 0.2
        let rounded = Point(Ladder.place(point.x, by: hair.x), Ladder.place(point.y, by: hair.y))
        let place = landscape.dimension == 1 ? Point(rounded.x, 0) : rounded
        guard landscape.value(at: place).isFinite else {
            refusal = "\(ground.source) has no value at \(place.short(4, dimension: landscape.dimension))"
            return
        }
        ground.start = place
    }

    private mutating func turnRate(_ turn: PlayKey.Turn) {
        guard let optimizer = method as? Optimizer else {
            refusal = "\(method.summary) has no rate: it finds the length of its steps itself"
            return
        }
        switch optimizer.rate {
        case .constant(let rate): method = optimizer.with(rate: .constant(Ladder.rate(rate, turn)))
        case .schedule(let schedule): refusal = "the rate is a schedule: \(schedule.summary)"
        }
    }

    private mutating func turnMemory(_ number: Int, _ turn: PlayKey.Turn) {
        guard let optimizer = method as? Optimizer else {
            refusal = "\(method.summary) has neither momentum nor β"
            return
        }
        let memories = optimizer.memories
        guard memories.indices.contains(number), let value = optimizer.setting(memories[number]) else {
            refusal =
                memories.isEmpty
                ? "\(optimizer.name) has neither momentum nor β"
                : "\(optimizer.name) has only \(Phrase.list(memories))"
            return
        }
        let next = Ladder.decay(value, turn)
        do {
            let changed = try optimizer.changing([memories[number]: .number(next)])
            method = changed
        } catch {
            refusal = Playground.told(error)
        }
    }

    private mutating func zoom(_ turn: PlayKey.Turn) {
        let share = turn == .up ? 1 / 1.6 : 1.6
        let (region, middle) = (ground.region, landscape.domain.clamped(start))
        func scaled(_ range: ClosedRange<Double>, about middle: Double, within whole: ClosedRange<Double>)
            -> ClosedRange<Double>
        {
            let width = (range.upperBound - range.lowerBound) * share
            let most = 4 * (whole.upperBound - whole.lowerBound)
            guard width < most, width > 1e-6 * most else { return range }
            // The start keeps its place in the frame where it is in it.
            let place =
                range.contains(middle) ? (middle - range.lowerBound) / (range.upperBound - range.lowerBound) : 0.5
            return (middle - place * width)...(middle + (1 - place) * width)
        }
        ground.region = Domain(
            x: scaled(region.x, about: middle.x, within: landscape.domain.x),
            y: scaled(region.y, about: middle.y, within: landscape.domain.y))
    }
}

extension Optimizer {
    /// What a rule remembers by: its momentum and its βs, those that it has, by the names under which they are given.
    var memories: [String] {
        ["momentum", "beta", "beta_1", "rho", "beta_2", "beta_3"].filter { setting($0) != nil }
    }
}
