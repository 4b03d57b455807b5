// The palettes in the colours that old terminals have. Taken one by one, the nearest of 256 colours go up and down in
// lightness along a palette; here they are chosen together, so that a lower value never looks higher.

import Answers

extension Palette {
    /// The palette in steps, from its low end to its high one, in colours that the terminal has; nil for one that has all.
    func steps(_ colors: TextColors) -> [Color]? {
        switch colors {
        case .none, .trueColor: nil
        case .sixteen:
            if self == .ink {
                Palette.sixteen.reversed()
            } else if isDiverging {
                Palette.sixteenSigned
            } else {
                sixteen
            }
        case .indexed256:
            if self == .depth {
                Palette.depth256
            } else if self == .ink {
                Palette.depth256.reversed()
            } else if isDiverging {
                Palette.signed256
            } else {
                indexed256
            }
        }
    }

    /// How lightness goes along the palette.
    private enum Course { case rises, falls, risesAndFalls, wanders }

    private var course: Course {
        let lightness = (0...32).map { color(at: Double($0) / 32).lightness }
        func rises(_ part: some Sequence<Double>) -> Bool {
            zip(part, part.dropFirst()).allSatisfy { $1 > $0 - 0.5 }
        }
        if rises(lightness) { return .rises }
        if rises(lightness.reversed()) { return .falls }
        return rises(lightness[...16]) && rises(lightness[16...].reversed()) ? .risesAndFalls : .wanders
    }

    private var indexed256: [Color] {
        if isStepped { return nearest256 }
        switch course {
        case .rises: return rising(in: 0...1, count: 24)
        case .falls: return Palette(reversing: self).rising(in: 0...1, count: 24).reversed()
        case .risesAndFalls:
            return rising(in: 0...0.5, count: 12)
                + Palette(reversing: self).rising(in: 0...0.5, count: 12).reversed()
        case .wanders: return nearest256
        }
    }

    private var nearest256: [Color] {
        (0..<60).map { step in
            let wanted = color(at: (Double(step) + 0.5) / 60)
            return Color.fixed256.min { $0.distance(wanted) < $1.distance(wanted) } ?? wanted
        }
    }

    private var sixteen: [Color] {
        switch course {
        case .rises: return Palette.sixteen
        case .falls: return Palette.sixteen.reversed()
        case .risesAndFalls, .wanders:
            let (low, high) = (color(at: 0), color(at: 1))
            let isWarmLow = Int(low.red) - Int(low.blue) > Int(high.red) - Int(high.blue)
            return isWarmLow ? Palette.sixteenSigned.reversed() : Palette.sixteenSigned
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

/// The colours of a palette in a terminal.
struct TextRamp: Sendable, Equatable {
    let palette: Palette
    private let steps: [Color]?

    init(_ palette: Palette, _ colors: TextColors) {
        self.palette = palette
        steps = palette.steps(colors)
    }

    /// The colour at a place of the palette.
    func ground(_ place: Double) -> Color {
        guard !place.isNaN else { return .undefined }
        guard let steps else { return palette.color(at: place) }
        return steps[max(0, min(steps.count - 1, Int(saturating: place * Double(steps.count))))]
    }
}
