/// The fonts that pictures are lettered with.
enum Fonts {
    static func check(_ gnuplot: GnuplotFound?) -> SystemCheck {
        if gnuplot?.cameAlong == true { return SystemCheck("fonts", "DejaVu Sans, came along") }
        if !Shell.output("fc-list :family='DejaVu Sans' family").isEmpty { return SystemCheck("fonts", "DejaVu Sans") }
        let other = Shell.output("fc-match sans family").split(separator: "\n").first.map(String.init)
        return SystemCheck(
            "fonts", other ?? "none found", advice: "for sharp labels: apt-get install fonts-dejavu-core")
    }
}
