/// How many terminal columns text takes: 2 for East Asian wide characters and emoji, 0 for combining marks.
extension String {
    /// The columns of all characters together: `"深い".columns` is 4.
    public var columns: Int { reduce(0) { $0 + $1.columns } }
}

extension Character {
    /// The columns of one character as a person sees it, as terminals count them; its first scalar decides.
    ///
    /// `∇` takes one, `深` and `👩‍🔬` two, a combining accent none. Letters, signs and emoji as Unicode 16 has them (East Asian
    /// Width W and F, Emoji_Presentation); where that is not fixed, as Python's wcwidth 0.7 counts.
    public var columns: Int {
        guard let first = unicodeScalars.first else { return 0 }
        let value = first.value
        if value < 0x7f, utf8.count == 1 { return value < 0x20 ? 0 : 1 }
        switch first.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .control, .lineSeparator, .paragraphSeparator: return 0
        case .format: return Character.shownFormats.contains { $0.contains(value) } ? 1 : 0
        default: break
        }
        // An emoji variation selector widens a sign that is narrow alone.
        if unicodeScalars.count > 1, unicodeScalars.contains("\u{fe0f}") { return 2 }
        if first.properties.isEmojiPresentation { return 2 }
        if Character.joined.contains(where: { $0.contains(value) }) { return 0 }
        return Character.wide.contains { $0.contains(value) } ? 2 : 1
    }

    /// East Asian Width W and F beside emoji; what is not assigned between two ranges is taken along.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115f, 0x2329...0x232a, 0x2630...0x2637, 0x268a...0x268f, 0x2e80...0x303e, 0x3041...0x3247,
        0x3250...0xa4cf, 0xa960...0xa97f, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe10...0xfe19, 0xfe30...0xfe6f,
        0xff01...0xff60, 0xffe0...0xffe6, 0x16fe0...0x18dff, 0x1aff0...0x1b2ff, 0x1d300...0x1d376, 0x1f200...0x1f265,
        0x20000...0x3fffd,
    ]

    /// Vowels and finals of Hangul syllables, which join the letter before them, and letters that stand for nothing.
    private static let joined: [ClosedRange<UInt32>] = [
        0x1160...0x11ff, 0x3164...0x3164, 0xd7b0...0xd7fb, 0xffa0...0xffa0,
    ]

    /// Format characters that are seen: the soft hyphen and the signs that Arabic, Syriac and Kaithi write under numbers.
    private static let shownFormats: [ClosedRange<UInt32>] = [
        0xad...0xad, 0x600...0x605, 0x6dd...0x6dd, 0x70f...0x70f, 0x890...0x891, 0x8e2...0x8e2, 0x110bd...0x110cd,
    ]
}

extension String {
    /// The text in at most `width` columns, with `…` at the end where something is missing.
    public func cut(columns width: Int) -> String {
        guard columns > width else { return self }
        guard width > 1 else { return String(repeating: "…", count: Swift.max(0, width)) }
        var taken = 0
        return prefix { character in
            taken += character.columns
            return taken <= width - 1
        } + "…"
    }

    /// The text with spaces after it up to `width` columns.
    public func padded(columns width: Int) -> String {
        self + String(repeating: " ", count: Swift.max(0, width - columns))
    }
}
