// The palettes in the colours that old terminals have. Taken one by one, the nearest of 256 colours go up and down in
// lightness along a palette; here they are chosen together, so that a lower value never looks higher.

extension Palette {
    /// The palette in steps, from its low end to its high one, in colours that the terminal has; nil for one that has all.
    func steps(_ colors: TextColors) -> [Color]? {
        switch colors {
        case .none, .trueColor: nil
        case .sixteen: self == .ink ? Palette.sixteen.reversed() : isDiverging ? Palette.sixteenSigned : Palette.sixteen
        case .indexed256:
            self == .ink ? Palette.depth256.reversed() : isDiverging ? Palette.signed256 : Palette.depth256
        }
    }

    private static let sixteen: [Color] = [0x000000, 0x0000ee, 0x5c5cff, 0x00cdcd, 0x00ffff, 0xffffff].map { Color($0) }

    private static let sixteenSigned: [Color] = [
        0x0000ee, 0x5c5cff, 0x00ffff, 0xffffff, 0xffff00, 0xcdcd00, 0xcd0000,
    ].map { Color($0) }

    private static let depth256 = Palette.depth.rising(in: 0...1, count: 24)

    private static let signed256: [Color] = {
        let below = Palette.diverging.rising(in: 0...0.5, count: 12)
        let above = Palette(reversing: .diverging).rising(in: 0...0.5, count: 12)
        return below + above.reversed()
    }()

    /// A part of the palette that grows lighter, in the nearest of xterm's 240 fixed colours that do so too.
    private func rising(in part: ClosedRange<Double>, count: Int) -> [Color] {
        var last = -1.0
        return (0..<count).map { step in
            let share = (Double(step) + 0.5) / Double(count)
            let wanted = color(at: part.lowerBound + share * (part.upperBound - part.lowerBound))
            let lightness = wanted.lightness
            let fitting = Color.fixed256.filter { $0.lightness >= last && abs($0.lightness - lightness) < 5 }
            let nearest = (fitting.isEmpty ? Color.fixed256 : fitting).min { $0.distance(wanted) < $1.distance(wanted) }
            let color = nearest ?? wanted
            last = max(last, color.lightness)
            return color
        }
    }
}

extension Color {
    /// xterm's 6×6×6 colours and 24 greys.
    fileprivate static let fixed256: [Color] = {
        let levels: [UInt32] = [0, 95, 135, 175, 215, 255]
        let cube = levels.flatMap { r in levels.flatMap { g in levels.map { b in Color(r << 16 | g << 8 | b) } } }
        return cube + (0..<24).map { step in Color(UInt32(8 + 10 * step) * 0x010101) }
    }()
}
