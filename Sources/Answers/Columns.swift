/// How many terminal columns text takes: 2 for East Asian wide characters and emoji, 0 for combining marks.
extension String {
    public var columns: Int { reduce(0) { $0 + $1.columns } }
}

extension Character {
    /// The columns of one character as a person sees it; its first scalar decides.
    public var columns: Int {
        guard let first = unicodeScalars.first else { return 0 }
        let value = first.value
        if value < 0x7f { return value < 0x20 ? 0 : 1 }
        switch first.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        // An emoji variation selector widens a sign that is narrow alone.
        if unicodeScalars.count > 1, unicodeScalars.contains("\u{fe0f}") { return 2 }
        if first.properties.isEmojiPresentation { return 2 }
        for range in Character.wide where range.contains(value) { return 2 }
        return 1
    }

    /// East Asian Width W and F, Unicode 15, in coarse ranges.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115f, 0x2e80...0x303e, 0x3041...0x33ff, 0x3400...0x4dbf, 0x4e00...0x9fff, 0xa000...0xa4cf,
        0xa960...0xa97f, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe10...0xfe19, 0xfe30...0xfe6f, 0xff00...0xff60,
        0xffe0...0xffe6, 0x1f300...0x1f64f, 0x1f900...0x1f9ff, 0x20000...0x3fffd,
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
