// Colours: what a colour is, and the few sets of them that every picture uses.

import Glibc

/// A colour, 8 bits per channel, sRGB.
public struct Color: Sendable, Equatable {
    /// The red part in sRGB, 0 to 255.
    public var red: UInt8
    /// The green part in sRGB, 0 to 255.
    public var green: UInt8
    /// The blue part in sRGB, 0 to 255.
    public var blue: UInt8

    /// A colour from 0xRRGGBB: `0xd95a0b` is vermilion. Bits above the 24 are not read.
    public init(_ hex: UInt32) {
        red = UInt8(truncatingIfNeeded: hex >> 16)
        green = UInt8(truncatingIfNeeded: hex >> 8)
        blue = UInt8(truncatingIfNeeded: hex)
    }

    init(red: Double, green: Double, blue: Double) {
        func channel(_ value: Double) -> UInt8 { UInt8(max(0, min(255, value.rounded()))) }
        self.red = channel(red)
        self.green = channel(green)
        self.blue = channel(blue)
    }

    /// `#d95a0b`
    public var hex: String { "#" + Color.twoDigits(red) + Color.twoDigits(green) + Color.twoDigits(blue) }

    /// gnuplot's `#AARRGGBB`; its alpha counts transparency: 0 is opaque, 1 is invisible.
    func hex(transparency: Double) -> String {
        let alpha = UInt8(max(0, min(255, (transparency * 255).rounded())))
        return "#" + Color.twoDigits(alpha) + hex.dropFirst()
    }

    /// The same for what is seen through; an opaque colour is `#d95a0b`.
    func hex(opacity: Double) -> String { opacity < 1 ? hex(transparency: 1 - opacity) : hex }

    /// `0xd95a0b`
    var number: UInt32 { UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue) }

    private static func twoDigits(_ byte: UInt8) -> String {
        let text = String(byte, radix: 16)
        return text.count == 1 ? "0" + text : text
    }

    /// This colour with a share of another mixed in.
    public func mixed(with other: Color, share: Double) -> Color {
        func blend(_ a: UInt8, _ b: UInt8) -> Double { Double(a) * (1 - share) + Double(b) * share }
        return Color(
            red: blend(red, other.red), green: blend(green, other.green), blue: blend(blue, other.blue))
    }

    /// CIE lightness L*, 0 (black) … 100 (white): how light a person sees the colour.
    var lightness: Double {
        func linear(_ byte: UInt8) -> Double {
            let c = Double(byte) / 255
            return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4)
        }
        let luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
        return luminance > 216.0 / 24389 ? 116 * cbrt(luminance) - 16 : luminance * 24389 / 27
    }

    static let white = Color(0xffffff)
    static let black = Color(0x000000)
    static let ink = Color(0x1a1a1a)
    static let grey = Color(0x6b6b6b)
    static let frame = Color(0x8a8a8a)
    /// Behind a field where the function is undefined.
    static let undefined = Color(0xd8d4d0)

    /// The cycle for paths and curves: told apart by eyes with any of the usual colour deficiencies, and in contrast
    /// with both the pale and the dark end of the field palette (checked by lightness; after Okabe & Ito 2008).
    public static let cycle: [Color] = [
        Color(0xd6500a), Color(0x7b2ca8), Color(0x1f1f1f), Color(0x0a6bb5), Color(0xc2387f), Color(0x00785a),
        Color(0xa37800), Color(0x7a4a1e),
    ]

    /// A colour of one's own where a place in the cycle is asked for.
    public static func place(_ color: Color) -> Int {
        ownColors + Int(color.number)
    }

    private static let ownColors = 1 << 24

    /// The colour of the i-th path or curve; the cycle goes on for ever, backwards too.
    public static func cycled(_ index: Int) -> Color {
        if index >= ownColors { return Color(UInt32(truncatingIfNeeded: index - ownColors)) }
        return cycled(within: index)
    }

    private static func cycled(within index: Int) -> Color {
        cycle[((index % cycle.count) + cycle.count) % cycle.count]
    }

    /// The same cycle in middle shades, for terminals whose background is not known.
    static let terminalCycle: [Color] = [
        Color(0xff7a2f), Color(0xb878f0), Color(0xa8a8a8), Color(0x3d9be0), Color(0xe85fa6), Color(0x2fb086),
        Color(0xc79a1e), Color(0xb9834e),
    ]

    /// Areas: soft but distinct, for basins and classes.
    public static let areas: [Color] = [
        Color(0x4c9fd3), Color(0xf0a35c), Color(0x6fc3a0), Color(0xd889b6), Color(0xe6d06a), Color(0x9a8fd1),
        Color(0xc48d62), Color(0x8fbf4f), Color(0x5b7fa6), Color(0xb5b5b5),
    ]
}

/// A continuous palette, spaced so that equal steps look equally large.
public struct Palette: Sendable, Equatable {
    /// Colours with their place in 0…1.
    public let stops: [(place: Double, color: Color)]

    /// Whether they have the same colours at the same places.
    public static func == (a: Palette, b: Palette) -> Bool {
        a.stops.elementsEqual(b.stops) { $0.place == $1.place && $0.color == $1.color }
    }

    /// Places each colour by its lightness, so that lightness grows in proportion to the value: perceptually even,
    /// and readable in grey and by colour-blind eyes.
    init(evenInLightness colors: [Color]) {
        let values = colors.map(\.lightness)
        let first = values.first ?? 0
        let span = (values.last ?? 1) - first
        stops = zip(values, colors).map { ((($0 - first) / (span == 0 ? 1 : span)), $1) }
    }

    /// Deep blue for low values to pale green for high ones.
    public static let depth = Palette(evenInLightness: [
        Color(0x0b1d3a), Color(0x123c69), Color(0x1d5f8a), Color(0x2f86a6), Color(0x57aab5), Color(0x8cc7c0),
        Color(0xbfe0cf), Color(0xe6f2e1), Color(0xf7fbef),
    ])

    /// The same colours the other way round, pale for low values: amounts, where more is more ink.
    public static let ink = Palette(reversing: .depth)

    /// Blue below the middle, white in it, orange above: for quantities with a sign. Both arms are even in lightness and
    /// told apart by colour-blind eyes; the colours are those of classes 0 and 1.
    public static let diverging: Palette = {
        let below = Palette(evenInLightness: [Color(0x0b4f8a), Color(0x4c9fd3), Color(0xa9d3ec), Color(0xf8f8f8)])
        let above = Palette(evenInLightness: [Color(0x9a4206), Color(0xe08a3a), Color(0xf6c793), Color(0xf8f8f8)])
        let right = Palette(reversing: above)
        return Palette(
            stops: below.stops.map { ($0.place / 2, $0.color) }
                + right.stops.dropFirst().map { (0.5 + $0.place / 2, $0.color) })
    }()

    init(stops: [(place: Double, color: Color)]) { self.stops = stops }

    /// Colours with sharp borders, each over an equal part.
    public init(steps colors: [Color]) {
        let count = Double(max(1, colors.count))
        stops = colors.enumerated().flatMap { index, color in
            [(Double(index) / count, color), (Double(index + 1) / count, color)]
        }
    }

    /// Colours with sharp borders at given places, which rise from 0 to 1; one more border than colours.
    public init(borders: [Double], colors: [Color]) {
        stops = zip(colors, zip(borders, borders.dropFirst())).flatMap { color, ends in
            [(ends.0, color), (ends.1, color)]
        }
    }

    /// The same palette seen on white through itself: with a share of white in each colour.
    public func paler(by share: Double) -> Palette {
        Palette(stops: stops.map { ($0.place, $0.color.mixed(with: .white, share: share)) })
    }

    /// The same palette in bands with sharp borders at places that rise from 0 to 1; each has the colour of its middle.
    public func banded(at borders: [Double]) -> Palette {
        Palette(borders: borders, colors: zip(borders, borders.dropFirst()).map { color(at: ($0 + $1) / 2) })
    }

    /// How many kinds it tells apart; nil for a palette whose colours flow into each other.
    public var kinds: Int? { isStepped ? stops.count / 2 : nil }

    /// Whether it has sharp borders.
    var isStepped: Bool { zip(stops, stops.dropFirst()).contains { $0.place == $1.place } }

    init(reversing palette: Palette) {
        stops = palette.stops.reversed().map { (1 - $0.place, $0.color) }
    }

    /// Whether the middle means zero.
    public var isDiverging: Bool { self == .diverging }

    /// The colour at a place in 0…1; outside, the colour at the end.
    public func color(at place: Double) -> Color {
        guard let first = stops.first, place > first.place else { return stops.first?.color ?? .black }
        for (a, b) in zip(stops, stops.dropFirst()) where place <= b.place {
            return a.color.mixed(with: b.color, share: (place - a.place) / (b.place - a.place))
        }
        return stops.last?.color ?? .black
    }
}
