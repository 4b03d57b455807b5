public import Answers

extension Figure {
    /// The picture as an SVG document, for a page that carries its pictures inside.
    ///
    /// - Throws: `Mistake` when gnuplot is missing, took too long, or refused the picture.
    public func svg(
        page: PageSize = PageSize(), gnuplot: Gnuplot = Gnuplot(), work: Work = Work()
    ) throws -> [UInt8] {
        try picture(.svg, page: page, gnuplot: gnuplot, work: work)
    }

    /// The picture as a PNG, for a notebook, where viewers show no SVG of a stranger's.
    ///
    /// - Throws: `Mistake` when gnuplot is missing, took too long, or refused the picture.
    public func png(
        page: PageSize = PageSize(), gnuplot: Gnuplot = Gnuplot(), work: Work = Work()
    ) throws -> [UInt8] {
        try picture(.png, page: page, gnuplot: gnuplot, work: work)
    }
}
