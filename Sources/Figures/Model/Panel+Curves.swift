extension Panel {
    var curves: [CurveLayer] { layers.compactMap { if case .curve(let curve) = $0 { curve } else { nil } } }

    /// The pattern of each curve: what goes with another (validation beside training) is dashed, further ones are dotted.
    var linePatterns: [LinePattern] {
        let others: [LinePattern] = [.solid, .dotted, .dashDotted]
        var count = 0
        return curves.map { curve in
            if curve.isDashed { return curve.pattern }
            guard !curve.isBackground else { return .solid }
            defer { count += 1 }
            return others[count % others.count]
        }
    }
}
