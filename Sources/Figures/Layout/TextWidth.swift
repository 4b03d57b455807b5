// How wide a text will be drawn, so that labels can be placed before anything is drawn.

import Answers

/// Advance widths of DejaVu Sans, the font asked of gnuplot.
enum TextWidth {
    /// Thousandths of the font size for the characters from space to `~`.
    private static let ascii: [Int] = [
        318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636,
        636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656,
        557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613,
        635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818,
        592, 592, 525, 636, 337, 636, 838,
    ]

    /// The width in units of the font size. Bold is about an eighth wider.
    static func ems(_ text: String, isBold: Bool = false) -> Double {
        var total = 0
        for character in text {
            let value = character.unicodeScalars.first?.value ?? 0
            switch value {
            case 0x20...0x7e: total += ascii[Int(value) - 32]
            case 0x2070...0x209c, 0xb9, 0xb2, 0xb3: total += 401
            case 0xb7: total += 318
            case 0x2212: total += 838
            default: total += [0, 640, 1000][character.columns]
            }
        }
        return Double(total) / 1000 * (isBold ? 1.12 : 1)
    }

    /// Cuts a text to a width, with an ellipsis where something is lost.
    static func cut(_ text: String, toEms width: Double, isBold: Bool = false) -> String {
        guard ems(text, isBold: isBold) > width else { return text }
        // Character by character from the front: a title of 100,000 characters is cut in no time.
        var used = ems("…", isBold: isBold)
        let kept = text.prefix { character in
            used += ems(String(character), isBold: isBold)
            return used <= width
        }
        return kept + "…"
    }

    /// Joins facts by middle dots and breaks them into lines between facts; what is too much for the last line is cut, but of
    /// a single line only whole facts are kept.
    static func wrap(_ facts: [String], toEms width: Double, most: Int) -> [String] {
        var lines = facts.lines { ems($0) <= width }
        if most == 1 { lines = Array(lines.prefix(1)) }
        if lines.count > most {
            let rest = lines[(most - 1)...].joined(separator: " · ")
            lines = Array(lines.prefix(most - 1)) + [rest]
        }
        return lines.map { cut($0, toEms: width) }
    }

    /// A sentence broken between its words; what does not fit the last line is cut.
    static func broken(_ sentence: String, toEms width: Double, most: Int) -> [String] {
        var lines: [String] = []
        for word in sentence.split(separator: " ") {
            if let last = lines.last, lines.count == most || ems(last + " " + word) <= width {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines.map { cut($0, toEms: width) }
    }
}
