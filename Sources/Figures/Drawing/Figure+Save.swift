import Files
public import Answers

extension Figure {
    /// The picture's bytes in one format.
    func picture(
        _ format: PictureFormat, page: PageSize = PageSize(), gnuplot: Gnuplot = Gnuplot(), work: Work = Work()
    ) throws -> [UInt8] {
        let output = try gnuplot.run(GnuplotScript(self, page: page, format: format), work: work)
        guard !output.picture.isEmpty else {
            throw Mistake(
                "gnuplot drew nothing: \(Inert.plain(output.messages.prefix(200).description))",
                expected: "a gnuplot with pngcairo, svg and pdfcairo", try: "apt-get install gnuplot-nox")
        }
        guard format.isBegun(by: output.picture) else {
            let start = String(decoding: output.picture.prefix(60), as: UTF8.self)
            throw Mistake(
                "gnuplot drew no picture, it printed \(Inert.plain(start))", expected: "gnuplot 5.4 or newer",
                try: "gnuplot --version")
        }
        return output.picture
    }

    /// Draws the figure into a file: PNG, SVG, PDF or GIF by the name's ending, text for `.txt`; for `.gp` the script
    /// from which gnuplot draws the PNG of the same name.
    public func save(
        to path: String, page: PageSize = PageSize(), gnuplot: Gnuplot = Gnuplot(), work: Work = Work()
    ) throws {
        let format = try PictureFormat(path: path)
        let bytes: [UInt8]
        if format == .text {
            let lines = TextPicture(width: 100, height: 36, colors: .none, unicode: true).draw(self)
            bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
        } else if format == .script {
            bytes = GnuplotScript(self, page: page).file(drawing: path.dropLast(2) + "png")
        } else {
            try FileDraft.check(path)
            bytes = try picture(format, page: page, gnuplot: gnuplot, work: work)
        }
        try FileDraft.write(bytes, to: path)
    }
}
