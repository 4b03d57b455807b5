import Answers
import Numbers

/// A colour scale as gnuplot is told of it, in the plane and in space.
enum ColorScript {
    /// The palette, and where it begins and ends.
    static func palette(_ colors: ColorScale) -> [String] {
        let stops = colors.palette.stops.map { "\($0.place.short(5)) '\($0.color.hex)'" }
        return ["set palette defined (\(stops.joined(separator: ", ")))", "set cbrange [0:1]"]
    }

    /// The bar that says what the colours mean, with its ticks and its label.
    static func bar(_ colors: ColorScale, _ place: PageLayout.Bar, page: PageSize) -> [String] {
        let bar = place.box
        let ticks = colors.ticks.map { tick in
            tick.text.isEmpty ? "'' \(tick.place.short(6)) 1" : "\(Inert.quotedTick(tick.text)) \(tick.place.short(6))"
        }
        let size = Point(bar.width / Double(page.width), bar.height / Double(page.height))
        return [
            "set colorbox user origin screen \(page.screen(Point(bar.left, bar.bottom))) "
                + "size screen \(size.x.short(6)),\(size.y.short(6)) noborder",
            "set cbtics out scale 0.6,0.35 textcolor rgb '#444444' (\(ticks.joined(separator: ", ")))",
            "set label 100000 \(Inert.quoted(colors.label)) at screen "
                + "\(page.screen(Point(place.labelX, (bar.top + bar.bottom) / 2))) "
                + "center rotate by 90 noenhanced textcolor rgb '\(Color.ink.hex)'",
        ]
    }
}
