extension Points.Symbol {
    /// gnuplot's point types.
    var gnuplot: Int {
        switch self {
        case .dot: 7
        case .circle: 6
        case .cross: 2
        case .triangle: 9
        case .square: 5
        case .diamond: 13
        case .star: 3
        }
    }
}

extension Mark.Kind {
    var gnuplot: Int {
        switch self {
        case .start: 6
        case .end: 7
        case .minimum: 2
        case .saddle: 8
        case .maximum: 10
        case .note: 4
        case .label: 0
        }
    }
}
