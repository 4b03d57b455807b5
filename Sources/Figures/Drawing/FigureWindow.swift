// A picture in a window of gnuplot's that a person works: each key and each press of the mouse is told, and answered with the
// next picture.

import GnuplotPipe
import Glibc
public import Answers
public import Numbers

/// A window with a picture that answers.
public struct FigureWindow: Sendable {
    /// What a person does in it.
    public enum Event: Sendable, Equatable {
        /// A key by gnuplot's number for it: that of its character, or one above 1000 for those without.
        case key(Int)
        /// The first button of the mouse, at a place of the picture's axes.
        case press(Point)
        case closed
    }

    /// The gnuplot that opens it; its time limit is how long the window may stay.
    public var gnuplot: Gnuplot
    /// Its size in pixels.
    public var page: PageSize

    /// A window of 960 × 720 pixels, open for as long as a person likes.
    public init(gnuplot: Gnuplot = Gnuplot(timeLimit: 1e8), page: PageSize = PageSize(width: 960, height: 720)) {
        self.gnuplot = gnuplot
        self.page = page
    }

    /// Shows pictures until the window is closed, or `next` gives none.
    ///
    /// - Parameter next: the picture after an event; nil closes the window.
    /// - Throws: `Mistake` where no window can be opened, and what `next` throws.
    public func show(_ first: Figure, work: Work = Work(), next: (Event) throws -> Figure?) throws {
        guard let terminal = try gnuplot.windowTerminal(work: work) else {
            throw Mistake(
                "this gnuplot opens no windows", expected: "a gnuplot with qt, wxt or x11",
                try: "apt-get install gnuplot-qt")
        }
        let watched = Unmanaged.passRetained(work)
        defer { watched.release() }
        let pipe = try gnuplot.open(["-d", "/dev/stdin"], watched)
        defer { gnuplot_pipe_free(pipe) }
        var events = Events(pipe)
        var script = GnuplotScript(first, page: page, window: terminal)
        while Gnuplot.send(script, to: pipe), Events.ask(pipe), let event = events.next(work), event != .closed,
            let figure = try next(event)
        {
            script = GnuplotScript(redrawing: figure, page: page)
        }
        if gnuplot_pipe_has_ended(pipe), !work.isCancelled { _ = try gnuplot.finish(pipe) }
    }

    /// What gnuplot tells of its window, line by line.
    struct Events {
        private let pipe: OpaquePointer
        private var seen = 0
        private var pending: [UInt8] = []

        init(_ pipe: OpaquePointer) { self.pipe = pipe }

        /// Has gnuplot wait for a person and tell what was done. Whether it still reads.
        static func ask(_ pipe: OpaquePointer) -> Bool {
            var script = GnuplotScript()
            script.add("set mouse; set print '-'; pause mouse keypress,button1,close")
            script.add(
                "print sprintf('event %d %d %.17g %.17g', MOUSE_KEY, exists('MOUSE_BUTTON') ? MOUSE_BUTTON : -1, "
                    + "exists('MOUSE_X') ? MOUSE_X : 0, exists('MOUSE_Y') ? MOUSE_Y : 0)")
            return Gnuplot.send(script, to: pipe) && gnuplot_pipe_flush(pipe)
        }

        /// The next event; nil when gnuplot has ended or the work is over.
        mutating func next(_ work: Work) -> Event? {
            while !work.isCancelled {
                var bytes = [UInt8](repeating: 0, count: 4096)
                let count = gnuplot_pipe_output_so_far(pipe, seen, &bytes, bytes.count)
                seen += count
                pending += bytes[..<count]
                while let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
                    let line = String(decoding: pending[..<end], as: UTF8.self)
                    pending.removeSubrange(...end)
                    if let event = Events.event(line) { return event }
                }
                if count == 0 {
                    if gnuplot_pipe_has_ended(pipe) { return nil }
                    usleep(4000)
                }
            }
            return nil
        }

        /// What a line tells; nil for one of something else.
        static func event(_ line: String) -> Event? {
            let words = line.split(separator: " ")
            guard words.count == 5, words[0] == "event", let key = Int(words[1]), let button = Int(words[2]),
                let x = Double(words[3]), let y = Double(words[4])
            else { return nil }
            if button == 1 { return .press(Point(x, y)) }
            return key > 0 ? .key(key) : .closed
        }
    }
}
