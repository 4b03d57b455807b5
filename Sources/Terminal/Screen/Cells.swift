import CLibedit

/// Text measured in the cells of a terminal: `∇` takes one, `深` two, a combining accent none.
public enum Cells {
    public static func width(of text: some StringProtocol) -> Int {
        var width = 0
        for scalar in text.unicodeScalars {
            width += scalar.isASCII ? (scalar.value >= 0x20 ? 1 : 0) : Int(descent_cell_width(scalar.value))
        }
        return width
    }

    /// The text, cut to at most `width` cells with `…` at the end where something is missing.
    public static func fit(_ text: String, _ width: Int) -> String {
        guard Cells.width(of: text) > width else { return text }
        guard width > 1 else { return String(repeating: "…", count: Swift.max(0, width)) }
        var result = ""
        var used = 0
        for character in text {
            let cells = Cells.width(of: String(character))
            if used + cells > width - 1 { break }
            result.append(character)
            used += cells
        }
        return result + "…"
    }

    /// The text with spaces after it up to `width` cells.
    public static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: Swift.max(0, width - Cells.width(of: text)))
    }
}
