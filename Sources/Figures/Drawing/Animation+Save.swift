import Files
public import Answers

extension Animation {
    /// Draws the animation into a `.gif` file.
    public func save(
        to path: String, page: PageSize = PageSize(width: 800, height: 600),
        gnuplot: Gnuplot = Gnuplot(timeLimit: 120), work: Work = Work()
    ) throws {
        guard try PictureFormat(path: path) == .gif else {
            throw Mistake("'\(path)' cannot hold an animation", expected: "a name that ends in .gif", try: "run.gif")
        }
        try FileDraft.check(path)
        try FileDraft.write(gif(page: page, gnuplot: gnuplot, work: work), to: path)
    }

    /// The animation's bytes as a GIF.
    ///
    /// - Throws: `Mistake` when gnuplot is missing, took too long, or refused a frame.
    public func gif(
        page: PageSize = PageSize(width: 800, height: 600), gnuplot: Gnuplot = Gnuplot(timeLimit: 120),
        work: Work = Work()
    ) throws -> [UInt8] {
        let output = try gnuplot.run(GnuplotScript.animation(frames, page: page, delay: delay), work: work)
        guard PictureFormat.gif.isBegun(by: output.picture) else {
            throw Mistake("gnuplot drew nothing", try: "gnuplot --version")
        }
        return output.picture
    }
}
