import Answers

/// The ranges that every solver checks when it is made.
enum SolverRange {
    /// A number in an open interval.
    static func between(_ name: String, _ value: Double, _ low: Double, _ high: Double, try suggestion: Double) throws {
        guard value > low, value < high else {
            let range =
                high == .infinity
                ? "a finite number above \(low.short())"
                : "a number between \(low.short()) and \(high.short()), both excluded"
            throw Mistake("\(name) = \(value.short())", expected: range, try: "\(name)=\(suggestion.short())")
        }
    }

    static func tolerance(_ name: String, _ value: Double) throws {
        guard value >= 0, value.isFinite else {
            throw Mistake("\(name) = \(value.short())", expected: "a finite number of at least 0", try: "\(name)=1e-8")
        }
    }

    static func count(_ name: String, _ value: Int, atLeast least: Int, atMost most: Int = .max) throws {
        guard value >= least, value <= most else {
            let range = most == .max ? "of at least \(least)" : "from \(least) to \(most)"
            throw Mistake("\(name) = \(value)", expected: "a whole number \(range)", try: "\(name)=\(max(least, 10))")
        }
    }
}

/// The line that makes a solver, as it is typed; what stands at its default is left out.
struct SolverCall {
    private let name: String
    private var parts: [String] = []

    init(_ name: String) { self.name = name }

    var text: String { "\(name)(\(parts.joined(separator: ", ")))" }

    func with(_ key: String, _ value: Double, unless standard: Double? = nil) -> SolverCall {
        value == standard ? self : adding("\(key)=\(value.short(6))")
    }

    func with(_ key: String, _ value: Int, unless standard: Int? = nil) -> SolverCall {
        value == standard ? self : adding("\(key)=\(value)")
    }

    func with(_ key: String, _ value: String, unless standard: String? = nil) -> SolverCall {
        value == standard ? self : adding("\(key)=\"\(value)\"")
    }

    func withFlag(_ key: String, _ flag: Bool) -> SolverCall { adding("\(key)=\(flag ? "True" : "False")") }

    func with(_ box: SearchBox?) -> SolverCall { box.map { adding("bounds=\($0.text)") } ?? self }

    func with(_ search: LineSearch, unless standard: LineSearch) -> SolverCall {
        search == standard ? self : adding(search.written)
    }

    private func adding(_ part: String) -> SolverCall {
        var copy = self
        copy.parts.append(part)
        return copy
    }
}

extension LineSearch {
    /// `line_search="armijo", c1=0.001`: what differs from the defaults.
    var written: String {
        func number(_ key: String, _ value: Double, _ standard: Double) -> String {
            value == standard ? "" : ", \(key)=\(value.short(6))"
        }
        let start = "line_search=\"\(name)\""
        switch self {
        case .armijo(let s): return start + number("c1", s.c1, 1e-4) + number("shrink", s.shrink, 0.5)
        case .wolfe(let s): return start + number("c1", s.c1, 1e-4) + number("c2", s.c2, 0.9)
        case .zoom(let s): return start + number("c1", s.c1, 1e-4) + number("c2", s.c2, 0.9)
        case .hagerZhang(let s): return start + number("c1", s.delta, 0.1) + number("c2", s.sigma, 0.9)
        case .fixed(let length): return start + ", length=\(length.short(6))"
        }
    }
}
