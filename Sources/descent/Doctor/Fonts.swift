/// The fonts that pictures are lettered with.
enum Fonts {
    static func finding(_ gnuplot: GnuplotFound?) -> Finding {
        if gnuplot?.cameAlong == true { return Finding("fonts", "DejaVu Sans, came along") }
        if !Shell.output("fc-list :family='DejaVu Sans' family").isEmpty { return Finding("fonts", "DejaVu Sans") }
        let other = Shell.output("fc-match sans family").split(separator: "\n").first.map(String.init)
        return Finding(
            "fonts", other ?? "none found", advice: "for sharp labels: apt-get install fonts-dejavu-core")
    }
}
