public import Answers
import Figures
import Synchronization

/// What a cell shows of long work while it goes on: a bar, numbers, small curves; shown after a third of a second, renewed in
/// place a few times a second, and gone when the work is done.
public final class ProgressView: Sendable {
    /// What happens to it on the screen.
    enum Step: Sendable {
        case appears(Bundle)
        case changes(Bundle)
    }

    private struct State {
        var began = ContinuousClock.now
        var drawn: ContinuousClock.Instant?
        var show: (@Sendable (Step) -> Void)?
    }

    private let state = Mutex(State())

    private static let patience = Duration.milliseconds(333)
    private static let interval = Duration.milliseconds(200)

    /// Nothing is shown before a cell begins.
    public init() {}

    /// A cell begins; nothing of it is shown yet.
    func begin(_ show: @escaping @Sendable (Step) -> Void) {
        state.withLock { $0 = State(show: show) }
    }

    /// Shows what was reported, if it is time to.
    public func update(_ progress: Progress) {
        let now = ContinuousClock.now
        let (show, isFirst, elapsed) = state.withLock { state -> ((@Sendable (Step) -> Void)?, Bool, Duration) in
            let elapsed = now - state.began
            guard elapsed >= Self.patience, state.drawn.map({ now - $0 >= Self.interval }) ?? true else {
                return (nil, false, elapsed)
            }
            let isFirst = state.drawn == nil
            if state.show != nil { state.drawn = now }
            return (state.show, isFirst, elapsed)
        }
        guard let show else { return }
        let bundle = Self.bundle(progress, elapsed)
        show(isFirst ? .appears(bundle) : .changes(bundle))
    }

    /// The work is done.
    ///
    /// - Returns: whether something of it stands on the screen.
    func finish() -> Bool {
        state.withLock { state in
            defer { state = State() }
            return state.drawn != nil
        }
    }

    private static func bundle(_ progress: Progress, _ elapsed: Duration) -> Bundle {
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
        let fraction = progress.fraction.flatMap { $0.isFinite ? Swift.min(1, Swift.max(0, $0)) : nil }
        let left = progress.secondsLeft ?? fraction.flatMap { $0 > 0 ? seconds * (1 - $0) / $0 : nil }
        let numbers = [
            progress.detail, fraction.map { "\(Int($0 * 100))%" } ?? "\(seconds.short(2)) s", progress.speed ?? "",
            left.map { "\($0.short(2)) s left" } ?? "",
        ].filter { !$0.isEmpty }
        let line = ([progress.note] + numbers).joined(separator: "  ").visible
        let bar = fraction.map { "<progress max=\"1\" value=\"\($0)\"></progress> " } ?? ""
        let curves = progress.curves.filter { $0.x.count > 1 }.prefix(3).map { curve($0, progress.curveAxis) }
        let html = "<div>\(bar)\(HTML.escaped(line))</div>" + (curves.isEmpty ? "" : "<div>\(curves.joined())</div>")
        return Bundle(line).with("text/html", .string(html))
    }

    /// A curve as a line in a small box, with its name and its last value below.
    private static func curve(_ curve: Progress.Curve, _ axis: String) -> String {
        let points = zip(curve.x, curve.y).filter { $0.isFinite && $1.isFinite }
        // No more than the box can tell apart.
        let step = Swift.max(1, points.count / Int(width))
        let drawn = points.enumerated().filter { $0.offset % step == 0 || $0.offset == points.count - 1 }.map(\.element)
        let (xs, ys) = (drawn.map(\.0), drawn.map(\.1))
        guard let x0 = xs.min(), let x1 = xs.max(), let y0 = ys.min(), let y1 = ys.max(), x1 > x0 else { return "" }
        let coordinates = drawn.map { x, y in
            let across = (x - x0) / (x1 - x0) * (width - 4) + 2
            let up = y1 > y0 ? (y - y0) / (y1 - y0) : 0.5
            return "\(across.short(4)),\(((1 - up) * (height - 4) + 2).short(4))"
        }
        let last = ys.last.map { " \($0.short(3))" } ?? ""
        let name = HTML.escaped(curve.name + last + (axis.isEmpty ? "" : " over \(axis)"))
        return """
            <span style="display: inline-block; margin: 4px 16px 4px 0"><svg width="\(Int(width))" \
            height="\(Int(height))" role="img" aria-label="\(name)"><polyline fill="none" stroke="currentColor" \
            stroke-width="1.5" points="\(coordinates.joined(separator: " "))"/></svg><br>\(name)</span>
            """
    }

    private static let (width, height) = (260.0, 90.0)
}
