import Files
public import Answers

extension Animation {
    /// How long gnuplot may take for so many pictures in one file, in seconds: as long as for one, and for each a time that a busy
    /// machine keeps, too.
    static func timeLimit(frames: Int) -> Double { Gnuplot().timeLimit + 6 * Double(frames) }

    /// Draws the animation into a `.gif` file, which is replaced whole or not at all.
    ///
    /// - Throws: `Mistake` for a name that does not end in `.gif`, a folder that cannot be written to, and as `gif`.
    public func save(
        to path: String, page: PageSize = PageSize(width: 800, height: 600), program: String = Gnuplot().program,
        work: Work = Work()
    ) throws {
        guard try PictureFormat(path: path) == .gif else {
            throw Mistake("'\(path)' cannot hold an animation", expected: "a name that ends in .gif", try: "run.gif")
        }
        try FileDraft.check(path)
        try FileDraft.write(gif(page: page, program: program, work: work), to: path)
    }

    /// The animation's bytes as a GIF.
    ///
    /// - Throws: `Mistake` when gnuplot is missing, took too long, or refused a frame.
    public func gif(
        page: PageSize = PageSize(width: 800, height: 600), program: String = Gnuplot().program, work: Work = Work()
    ) throws -> [UInt8] {
        let gnuplot = Gnuplot(program: program, timeLimit: Animation.timeLimit(frames: frames.count))
        let output = try gnuplot.run(GnuplotScript.animation(frames, page: page, delay: delay), work: work)
        guard PictureFormat.gif.isBegun(by: output.picture) else {
            throw Mistake("gnuplot drew nothing", try: "gnuplot --version")
        }
        return output.picture
    }
}
